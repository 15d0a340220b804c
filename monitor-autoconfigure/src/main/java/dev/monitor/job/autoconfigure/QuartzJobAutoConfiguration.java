package dev.monitor.job.autoconfigure;

import java.time.Clock;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.job.JobRuns;
import dev.monitor.job.quartz.DefinedJobs;
import dev.monitor.job.quartz.QuartzJobs;
import org.quartz.JobDetail;
import org.quartz.Scheduler;
import org.quartz.Trigger;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * {@link AutoConfiguration Auto-configuration} for jobs of Quartz.
 */
@AutoConfiguration(before = JobAutoConfiguration.class,
		afterName = "org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnClass(Scheduler.class)
@ConditionalOnBean(Scheduler.class)
public final class QuartzJobAutoConfiguration {

	private static final String TABLE_PREFIX = "spring.quartz.properties.org.quartz.jobStore.tablePrefix";

	@Bean
	QuartzJobs monitorQuartzJobs(ObjectProvider<JobDetail> jobs, ObjectProvider<Trigger> triggers,
			Environment environment) {
		return new QuartzJobs(new DefinedJobs(() -> jobs, () -> triggers),
				environment.getProperty(TABLE_PREFIX, "QRTZ_"), Clock.systemUTC());
	}

	/**
	 * A post processor would only see a scheduler that somebody asks for, and it is
	 * started later than this.
	 */
	@Bean
	@Lazy(false)
	SmartInitializingSingleton monitorQuartzObserver(QuartzJobs jobs, ObjectProvider<Scheduler> schedulers,
			ObjectProvider<JobRuns> runs) {
		return () -> schedulers.orderedStream()
			.forEach((scheduler) -> jobs.observe(scheduler, RunsOrNobody.of(runs).get()));
	}

}
