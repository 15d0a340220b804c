package dev.monitor.job.autoconfigure;

import java.time.Clock;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.job.JobRuns;
import dev.monitor.job.dbscheduler.DbSchedulerJobs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * {@link AutoConfiguration Auto-configuration} for jobs of db-scheduler.
 */
@AutoConfiguration(before = JobAutoConfiguration.class,
		afterName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean(Scheduler.class)
public final class DbSchedulerJobAutoConfiguration {

	@Bean
	DbSchedulerJobs monitorDbSchedulerJobs(ObjectProvider<Task<?>> tasks, ObjectProvider<JobRuns> runs) {
		return new DbSchedulerJobs(() -> tasks, RunsOrNobody.of(runs), Clock.systemUTC());
	}

	@Bean
	static ObservingPostProcessor<Scheduler> monitorDbSchedulerPostProcessor(ObjectProvider<DbSchedulerJobs> jobs) {
		return ObservingPostProcessor.of(Scheduler.class, (scheduler) -> jobs.getObject().observe(scheduler));
	}

}
