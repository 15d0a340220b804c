package dev.monitor.health.autoconfigure;

import dev.monitor.gate.Gates;
import dev.monitor.http.PathResponder;
import dev.monitor.listener.Listener;
import dev.monitor.listener.Session;
import dev.monitor.listener.http.HttpExchange;
import dev.monitor.listener.lifecycle.ListenAddress;
import dev.monitor.listener.lifecycle.ListenerLifecycle;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The addresses on a listener of their own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(HealthListenerConfiguration.PROPERTY)
class HealthListenerConfiguration {

	static final String PROPERTY = "monitor.health.listen-address";

	@Bean
	@ConditionalOnMissingBean(name = "monitorHealthListener")
	ListenerLifecycle monitorHealthListener(HealthProperties properties, Gates gates,
			ObjectProvider<ApplicationAvailability> availability, ConfigurableEnvironment environment) {
		Session.Factory sessions = HttpExchange
			.with(new PathResponder(GatePaths.answers(properties, () -> gates, availability.getIfAvailable())));
		return new ListenerLifecycle("health",
				new ListenAddress(PROPERTY, String.valueOf(properties.getHealth().getListenAddress())),
				(address) -> Listener.open("health", address, sessions), environment);
	}

}
