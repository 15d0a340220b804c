package dev.monitor.scrape.autoconfigure;

import dev.monitor.condition.ConditionalOnSwitch;
import dev.monitor.scrape.actuate.ScrapeExposure;

import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.EndpointFilter;
import org.springframework.boot.actuate.endpoint.web.ExposableWebEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that hides the Prometheus endpoint
 * when {@code monitor.metrics.enabled} is {@code false}: without the guard an endpoint
 * the user's include list names would be open to everyone.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch(value = "monitor.metrics.enabled", on = false)
@ConditionalOnWebApplication
@ConditionalOnClass(WebEndpointProperties.class)
public final class ScrapeOffAutoConfiguration {

	@Bean
	EndpointFilter<ExposableWebEndpoint> monitorScrapeOffEndpointFilter() {
		return (endpoint) -> !endpoint.getEndpointId().equals(ScrapeExposure.ENDPOINT);
	}

}
