package dev.monitor.health.autoconfigure;

import dev.monitor.http.PathResponder;
import dev.monitor.listener.Listener;
import dev.monitor.listener.http.HttpExchange;
import dev.monitor.listener.lifecycle.ListenAddress;
import dev.monitor.listener.lifecycle.ListenerLifecycle;

import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
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
	ListenerLifecycle monitorHealthListener(HealthProperties properties, PathResponder monitorHealthResponder,
			ConfigurableEnvironment environment) {
		return new ListenerLifecycle("health",
				new ListenAddress(PROPERTY, String.valueOf(properties.getHealth().getListenAddress())),
				(address) -> Listener.open("health", address, HttpExchange.with(monitorHealthResponder)), environment);
	}

}
