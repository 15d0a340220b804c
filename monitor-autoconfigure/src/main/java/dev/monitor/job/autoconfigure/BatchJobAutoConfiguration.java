package dev.monitor.job.autoconfigure;

import java.time.Clock;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.job.JobRuns;
import dev.monitor.job.batch.BatchJobs;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} for jobs of Spring Batch.
 */
@AutoConfiguration(before = JobAutoConfiguration.class,
		afterName = { "org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration",
				"org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration" })
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnClass(JobOperator.class)
@ConditionalOnBean({ JobRepository.class, JobOperator.class })
public final class BatchJobAutoConfiguration {

	@Bean
	BatchJobs monitorBatchJobs(ObjectProvider<JobRepository> repository, ObjectProvider<JobOperator> operator,
			ObjectProvider<JobRuns> runs) {
		return new BatchJobs(repository::getObject, operator::getObject, RunsOrNobody.of(runs), Clock.systemUTC());
	}

	@Bean
	static ObservingPostProcessor<AbstractJob> monitorBatchPostProcessor(ObjectProvider<BatchJobs> jobs) {
		return ObservingPostProcessor.of(AbstractJob.class, (job) -> jobs.getObject().observe(job));
	}

}
