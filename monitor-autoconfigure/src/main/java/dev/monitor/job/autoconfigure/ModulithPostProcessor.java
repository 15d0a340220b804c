package dev.monitor.job.autoconfigure;

import dev.monitor.job.modulith.ModulithJobs;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.modulith.events.core.EventPublicationRepository;

/**
 * {@link BeanPostProcessor} that has Spring Modulith's repository observed.
 */
final class ModulithPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<ModulithJobs> jobs;

	ModulithPostProcessor(ObjectProvider<ModulithJobs> jobs) {
		this.jobs = jobs;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean instanceof EventPublicationRepository repository) ? this.jobs.getObject().observe(repository)
				: bean;
	}

}
