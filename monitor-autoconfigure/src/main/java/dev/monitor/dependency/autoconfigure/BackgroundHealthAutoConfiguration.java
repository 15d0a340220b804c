package dev.monitor.dependency.autoconfigure;

import io.micrometer.core.instrument.binder.MeterBinder;
import reactor.core.publisher.Flux;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.dependency.indicator.BackgroundIndicators;
import dev.monitor.dependency.metrics.HealthStatusMetrics;
import dev.monitor.task.lifecycle.TaskLifecycle;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for health indicators checked in the
 * background.
 */
@AutoConfiguration
@ConditionalOnClass(HealthContributorRegistry.class)
@ConditionalOnMonitorFeature("health")
@ConditionalOnBooleanProperty(name = "monitor.health.background.enabled", matchIfMissing = true)
@EnableConfigurationProperties(BackgroundHealthProperties.class)
public final class BackgroundHealthAutoConfiguration {

	@Bean
	BackgroundHealthSettings monitorBackgroundHealthSettings(BackgroundHealthProperties properties) {
		return new BackgroundHealthSettings(properties);
	}

	@Bean(destroyMethod = "stop")
	@ConditionalOnMissingBean
	BackgroundIndicators monitorBackgroundIndicators(BackgroundHealthSettings settings, ListableBeanFactory beans) {
		return new BackgroundIndicators(settings, FailingStatus.of(beans));
	}

	@Bean
	TaskLifecycle monitorBackgroundHealthLifecycle(BackgroundIndicators indicators, BackgroundHealthSettings settings) {
		return new TaskLifecycle(() -> {
			indicators.start();
			settings.warnOfUnknownNames();
		}, indicators::stop, TaskLifecycle.AROUND_WEB_SERVER);
	}

	@Bean
	static BackgroundRegistryPostProcessor monitorBackgroundRegistryPostProcessor(
			ObjectProvider<BackgroundIndicators> indicators) {
		return new BackgroundRegistryPostProcessor(indicators);
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(Flux.class)
	static class ReactiveConfiguration {

		@Bean
		static ReactiveBackgroundRegistryPostProcessor monitorReactiveBackgroundRegistryPostProcessor(
				ObjectProvider<BackgroundIndicators> indicators) {
			return new ReactiveBackgroundRegistryPostProcessor(indicators);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		HealthStatusMetrics monitorHealthStatusMetrics(BackgroundIndicators indicators) {
			return new HealthStatusMetrics(indicators);
		}

	}

}
