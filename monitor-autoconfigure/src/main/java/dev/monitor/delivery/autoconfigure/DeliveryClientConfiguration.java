package dev.monitor.delivery.autoconfigure;

import dev.monitor.delivery.ClientChannels;
import dev.monitor.delivery.ObservedDeliveries;
import dev.monitor.delivery.restclient.DeliveryGroups;
import dev.monitor.delivery.webclient.ReactiveDeliveryGroups;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.springframework.web.client.support.RestClientHttpServiceGroupConfigurer;
import org.springframework.web.reactive.function.client.support.WebClientHttpServiceGroupConfigurer;

/**
 * Configuration of HTTP services whose calls are deliveries, if there are any.
 */
@Configuration(proxyBeanMethods = false)
@Conditional(DeliveryClientConfiguration.OnClients.class)
class DeliveryClientConfiguration {

	/**
	 * Name of the bean that {@code @ImportHttpServices} registers.
	 */
	private static final String REGISTRY = "httpServiceProxyRegistry";

	@Bean
	ClientChannels monitorDeliveryClients(DeliveryProperties properties) {
		return new ClientChannels(properties.getClients());
	}

	/**
	 * Stop the start if a group does not exist. Without an HTTP service no group does.
	 */
	@Bean
	SmartInitializingSingleton monitorDeliveryClientsCheck(ClientChannels channels, DeliveryProperties properties,
			BeanFactory beans) {
		return () -> (beans.containsBean(REGISTRY) ? channels.unknown() : properties.getClients())
			.forEach((group, channel) -> {
				throw new InvalidPropertyException("monitor.deliveries.clients." + group, channel,
						"names no group of HTTP services",
						"Name a group of @ImportHttpServices, or remove the property.");
			});
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(RestClientHttpServiceGroupConfigurer.class)
	static class RestClientConfiguration {

		@Bean
		@Lazy
		DeliveryGroups monitorDeliveryGroups(ClientChannels channels, ObservedDeliveries monitorDeliveries) {
			return new DeliveryGroups(channels, monitorDeliveries);
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(WebClientHttpServiceGroupConfigurer.class)
	static class WebClientConfiguration {

		@Bean
		@Lazy
		ReactiveDeliveryGroups monitorReactiveDeliveryGroups(ClientChannels channels,
				ObservedDeliveries monitorDeliveries) {
			return new ReactiveDeliveryGroups(channels, monitorDeliveries);
		}

	}

	static class OnClients implements Condition {

		@Override
		public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
			return Binder.get(context.getEnvironment())
				.bind("monitor.deliveries.clients", Bindable.mapOf(String.class, String.class))
				.map((clients) -> !clients.isEmpty())
				.orElse(false);
		}

	}

}
