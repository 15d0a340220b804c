package dev.monitor.job.autoconfigure;

import java.time.Clock;
import java.util.List;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.job.JobCounts;
import dev.monitor.job.JobDesk;
import dev.monitor.job.JobFailureStatus;
import dev.monitor.job.JobFailures;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobLookup;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSampling;
import dev.monitor.job.JobStatus;
import dev.monitor.job.JobSystem;
import dev.monitor.job.event.JobEvents;
import dev.monitor.job.metrics.JobMetrics;
import dev.monitor.job.metrics.JobSampleMetrics;
import dev.monitor.task.lifecycle.TaskLifecycle;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} for jobs, of an application that has a
 * {@link JobSystem}. Those that make one name this one to come before it: it does not
 * name them, since Spring Boot would look for what they come after, whatever is absent.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnBean(JobSystem.class)
@EnableConfigurationProperties(JobProperties.class)
public final class JobAutoConfiguration {

	@Bean
	JobRuns monitorJobRuns(ObjectProvider<JobListener> listeners, JobProperties properties) {
		return new JobRuns(listeners.orderedStream().toList(), properties.getExclude());
	}

	@Bean
	JobEvents monitorJobEvents(JobProperties properties) {
		return new JobEvents(properties.getEvents());
	}

	@Bean
	JobCounts monitorJobCounts() {
		return new JobCounts();
	}

	@Bean
	JobSampling monitorJobSampling(ObjectProvider<JobSystem> systems, JobProperties properties) {
		List<JobSystem> all = systems.orderedStream().toList();
		JobSettings settings = JobSettings.of(properties);
		return new JobSampling(all, properties.getExclude(), settings.interval(), settings.timeout(), Clock.systemUTC(),
				System::nanoTime);
	}

	@Bean
	JobStatus monitorJobStatus(JobSampling sampling, JobCounts counts) {
		return new JobStatus(sampling, counts);
	}

	@Bean
	JobFailures monitorJobFailures() {
		return new JobFailures();
	}

	@Bean
	JobDesk monitorJobDesk(JobSampling sampling, JobRuns runs, JobFailures failures) {
		return new JobDesk(sampling.samplers(), runs::isObserved, failures);
	}

	@Bean
	JobFailureStatus monitorJobFailureStatus(JobFailures failures, JobDesk desk) {
		return new JobFailureStatus(failures, desk);
	}

	@Bean
	JobLookup monitorJobLookup(JobDesk desk) {
		return new JobLookup(desk);
	}

	@Bean
	@ConditionalOnSwitch("monitor.jobs.sampling.enabled")
	TaskLifecycle monitorJobSamplingLifecycle(JobSampling sampling) {
		return new TaskLifecycle(sampling::start, sampling::stop, TaskLifecycle.WHILE_SERVING);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		JobMetrics monitorJobMetrics() {
			return new JobMetrics(System::nanoTime);
		}

		@Bean
		JobSampleMetrics monitorJobSampleMetrics(JobSampling sampling, JobMetrics metrics) {
			return new JobSampleMetrics(sampling, metrics);
		}

	}

}
