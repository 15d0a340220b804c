package dev.monitor.job.autoconfigure;

import dev.monitor.job.batch.BatchJobs;

import org.springframework.batch.core.job.AbstractJob;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * {@link BeanPostProcessor} that has each job of Spring Batch that is a bean observed.
 */
final class BatchPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<BatchJobs> jobs;

	BatchPostProcessor(ObjectProvider<BatchJobs> jobs) {
		this.jobs = jobs;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof AbstractJob job) {
			this.jobs.getObject().observe(job);
		}
		return bean;
	}

}
