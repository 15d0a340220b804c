package dev.monitor.job.autoconfigure;

import com.github.kagkarlsson.scheduler.Scheduler;
import dev.monitor.job.dbscheduler.DbSchedulerJobs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * {@link BeanPostProcessor} that has each scheduler of db-scheduler observed before it
 * starts, also one that the application makes itself. As a bean, a listener would reach
 * the starter's scheduler only.
 */
final class DbSchedulerPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<DbSchedulerJobs> jobs;

	DbSchedulerPostProcessor(ObjectProvider<DbSchedulerJobs> jobs) {
		this.jobs = jobs;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof Scheduler scheduler) {
			this.jobs.getObject().observe(scheduler);
		}
		return bean;
	}

}
