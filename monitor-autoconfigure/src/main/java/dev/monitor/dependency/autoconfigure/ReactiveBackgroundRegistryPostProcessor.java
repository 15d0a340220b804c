package dev.monitor.dependency.autoconfigure;

import dev.monitor.dependency.indicator.BackgroundIndicators;
import dev.monitor.dependency.indicator.ReactiveBackgroundRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry;

/**
 * Puts a {@link ReactiveBackgroundRegistry} before Boot's reactive registry, if it is
 * Boot's own.
 */
final class ReactiveBackgroundRegistryPostProcessor implements BeanPostProcessor {

	private final ObjectProvider<BackgroundIndicators> indicators;

	ReactiveBackgroundRegistryPostProcessor(ObjectProvider<BackgroundIndicators> indicators) {
		this.indicators = indicators;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		return (bean.getClass() == DefaultReactiveHealthContributorRegistry.class) ? new ReactiveBackgroundRegistry(
				(DefaultReactiveHealthContributorRegistry) bean, this.indicators.getObject()) : bean;
	}

}
