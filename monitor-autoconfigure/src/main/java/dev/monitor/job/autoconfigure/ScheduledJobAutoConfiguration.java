package dev.monitor.job.autoconfigure;

import java.time.Clock;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.job.JobRuns;
import dev.monitor.job.scheduled.ScheduledJobs;
import dev.monitor.job.scheduled.ScheduledRuns;
import io.micrometer.observation.ObservationRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.TaskManagementConfigUtils;

/**
 * {@link AutoConfiguration Auto-configuration} for jobs of an application that enables
 * scheduling.
 */
@AutoConfiguration(before = JobAutoConfiguration.class)
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnClass(ObservationRegistry.class)
@ConditionalOnBean(name = TaskManagementConfigUtils.SCHEDULED_ANNOTATION_PROCESSOR_BEAN_NAME)
public final class ScheduledJobAutoConfiguration {

	@Bean
	ScheduledRuns monitorScheduledJobRuns(ObjectProvider<JobRuns> runs) {
		return new ScheduledRuns(RunsOrNobody.of(runs), Clock.systemUTC(), System::nanoTime);
	}

	@Bean
	ScheduledJobs monitorScheduledJobs(ObjectProvider<ScheduledTaskHolder> holders, ScheduledRuns observed,
			ObjectProvider<JobRuns> runs) {
		return new ScheduledJobs(() -> holders, observed, RunsOrNobody.of(runs));
	}

}
