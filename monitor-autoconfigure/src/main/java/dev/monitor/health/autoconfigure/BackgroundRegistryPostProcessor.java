package dev.monitor.health.autoconfigure;

import dev.monitor.health.indicator.BackgroundIndicators;
import dev.monitor.health.indicator.BackgroundRegistry;
import dev.monitor.health.indicator.ReactiveBackgroundRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.health.registry.DefaultHealthContributorRegistry;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;

/**
 * Puts a {@link BackgroundRegistry} before Boot's registry, and the like before its
 * reactive one. A registry of another type is left alone: somebody may ask for that type.
 */
final class BackgroundRegistryPostProcessor implements BeanPostProcessor {

	private static final String REACTIVE = "org.springframework.boot.health.registry.DefaultReactiveHealthContributorRegistry";

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
		return bean.getClass().getName().equals(REACTIVE) ? Reactive.inBackground(bean, this.indicators.getObject())
				: bean;
	}

	/**
	 * What can only be loaded with Reactor.
	 */
	private static final class Reactive {

		static Object inBackground(Object registry, BackgroundIndicators indicators) {
			return new ReactiveBackgroundRegistry((ReactiveHealthContributorRegistry) registry, indicators);
		}

	}

}
