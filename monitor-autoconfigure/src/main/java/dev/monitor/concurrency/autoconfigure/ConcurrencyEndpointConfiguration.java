package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.actuate.ConcurrencyEndpoint;

import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Endpoint {@code concurrency}, if the actuator is there.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass({ WebEndpoint.class, ConditionalOnAvailableEndpoint.class })
class ConcurrencyEndpointConfiguration {

	@Bean
	@ConditionalOnAvailableEndpoint
	@ConditionalOnMissingBean
	ConcurrencyEndpoint monitorConcurrencyEndpoint(ConcurrencyLimit limit) {
		return new ConcurrencyEndpoint(limit);
	}

}
