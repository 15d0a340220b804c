package dev.monitor.job.autoconfigure;

import java.time.Clock;

import javax.sql.DataSource;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.job.JobRuns;
import dev.monitor.job.jdbc.JobQueries;
import dev.monitor.job.modulith.ModulithJobs;
import dev.monitor.job.modulith.PublicationRuntimeHints;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.context.support.AbstractApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.core.EventPublicationRepository;

/**
 * {@link AutoConfiguration Auto-configuration} for event publications of Spring Modulith.
 */
@AutoConfiguration(before = JobAutoConfiguration.class,
		afterName = "org.springframework.modulith.events.config.EventPublicationAutoConfiguration")
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnMonitorFeature("jobs")
@ConditionalOnClass(EventPublicationRepository.class)
@ConditionalOnBean(EventPublicationRepository.class)
@EnableConfigurationProperties(JobProperties.class)
@ImportRuntimeHints(PublicationRuntimeHints.class)
public final class ModulithJobAutoConfiguration {

	@Bean
	ModulithJobs monitorModulithJobs(JobProperties properties, AbstractApplicationContext context,
			Environment environment, ObjectProvider<JobRuns> runs) {
		JobQueries queries = new JobQueries(() -> context.getBean(DataSource.class).getConnection());
		ModulithJobs.Application application = new ModulithJobs.Application(context::getApplicationListeners,
				context.getBeanProvider(FailedEventPublications.class)::getObject,
				context.getBeanProvider(IncompleteEventPublications.class)::getObject);
		return new ModulithJobs(application, queries, environment.getProperty("spring.modulith.events.jdbc.schema", ""),
				RunsOrNobody.of(runs), JobSettings.of(properties).maxAttempts(), Clock.systemUTC());
	}

	@Bean
	static ObservingPostProcessor<EventPublicationRepository> monitorModulithPostProcessor(
			ObjectProvider<ModulithJobs> jobs) {
		return new ObservingPostProcessor<>(EventPublicationRepository.class,
				(repository) -> jobs.getObject().observe(repository));
	}

}
