package dev.monitor.health.autoconfigure;

import dev.monitor.check.actuate.FailingStatus;
import dev.monitor.check.autoconfigure.IndicatorRuntimeHints;
import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.health.indicator.BackgroundIndicators;
import dev.monitor.task.lifecycle.TaskLifecycle;

import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.ImportRuntimeHints;
import org.springframework.core.Ordered;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for health indicators checked in the
 * background.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnClass(HealthContributorRegistry.class)
@ConditionalOnMonitorFeature("health")
@Conditional(OnBackgroundHealth.class)
@EnableConfigurationProperties(HealthProperties.class)
@ImportRuntimeHints(IndicatorRuntimeHints.class)
public final class BackgroundHealthAutoConfiguration {

	private final BackgroundHealthSettings settings;

	BackgroundHealthAutoConfiguration(HealthProperties properties) {
		this.settings = new BackgroundHealthSettings(properties.getHealth().getBackground());
	}

	@Bean(destroyMethod = "stop")
	BackgroundIndicators monitorBackgroundIndicators(ListableBeanFactory beans) {
		return new BackgroundIndicators(this.settings, new FailingStatus(beans));
	}

	@Bean
	TaskLifecycle monitorBackgroundHealthLifecycle(BackgroundIndicators monitorBackgroundIndicators) {
		return new TaskLifecycle(() -> {
			monitorBackgroundIndicators.start();
			this.settings.warnOfUnknownNames();
		}, monitorBackgroundIndicators::stop, TaskLifecycle.AROUND_WEB_SERVER);
	}

	@Bean
	static BackgroundRegistryPostProcessor monitorBackgroundRegistryPostProcessor(
			ObjectProvider<BackgroundIndicators> monitorBackgroundIndicators) {
		return new BackgroundRegistryPostProcessor(monitorBackgroundIndicators);
	}

}
