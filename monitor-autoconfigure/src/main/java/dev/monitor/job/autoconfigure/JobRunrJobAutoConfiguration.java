package dev.monitor.job.autoconfigure;

import java.time.Clock;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.job.JobRuns;
import dev.monitor.job.jobrunr.JobRunrJobs;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.StorageProvider;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} for jobs of JobRunr.
 */
@AutoConfiguration(before = JobAutoConfiguration.class,
		afterName = "org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnClass(StorageProvider.class)
@ConditionalOnBean(StorageProvider.class)
public final class JobRunrJobAutoConfiguration {

	@Bean
	JobRunrJobs monitorJobRunrJobs(ObjectProvider<StorageProvider> storage, ObjectProvider<JobRuns> runs) {
		return new JobRunrJobs(storage::getObject, RunsOrNobody.of(runs), Clock.systemUTC());
	}

	@Bean
	static ObservingPostProcessor<BackgroundJobServer> monitorJobRunrPostProcessor(ObjectProvider<JobRunrJobs> jobs) {
		return ObservingPostProcessor.of(BackgroundJobServer.class, (server) -> jobs.getObject().observe(server));
	}

}
