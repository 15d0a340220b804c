package dev.monitor.dependency.autoconfigure;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import dev.monitor.dependency.indicator.BackgroundIndicators;
import dev.monitor.dependency.indicator.BackgroundRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;

/**
 * Puts a {@link BackgroundRegistry} before Boot's registry. A registry of another type is
 * left alone: somebody may ask for that type.
 */
final class BackgroundRegistryPostProcessor implements BeanPostProcessor {

	private static final Logger logger = LoggerFactory.getLogger(BackgroundRegistryPostProcessor.class);

	private final ObjectProvider<BackgroundIndicators> indicators;

	BackgroundRegistryPostProcessor(ObjectProvider<BackgroundIndicators> indicators) {
		this.indicators = indicators;
	}

	@Override
	public Object postProcessAfterInitialization(Object bean, String beanName) {
		if (bean instanceof HealthContributorRegistry registry) {
			if (bean.getClass() == DefaultHealthContributorRegistry.class) {
				return new BackgroundRegistry(registry, this.indicators.getObject());
			}
			logger.warn("Health indicators in '{}' are not checked in the background, as it is a {}", beanName,
					bean.getClass().getName());
		}
		return bean;
	}

}
