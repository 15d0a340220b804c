package dev.monitor.scrape.autoconfigure;

import java.util.Objects;

import dev.monitor.listener.lifecycle.ListenAddress;
import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.actuate.EndpointMetrics;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.actuate.SharedScrapes;
import dev.monitor.scrape.listener.ScrapeResponder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;

/**
 * The metrics on a listener of their own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ScrapeListenerConfiguration.PROPERTY)
class ScrapeListenerConfiguration {

	static final String PROPERTY = "monitor.metrics.listen-address";

	@Bean
	ScrapeResponder monitorScrapeResponder(PathMappedEndpoints endpoints, ScrapeGuard guard,
			ObjectProvider<PrometheusScrapeEndpoint> endpoint, SharedScrapes scrapes) {
		String path = Objects.requireNonNullElse(endpoints.getPath(ScrapeExposure.ENDPOINT), "");
		return new ScrapeResponder(path, guard,
				(accept) -> new EndpointMetrics(endpoint.getObject(), scrapes).render(accept));
	}

	@Bean
	ListenerLifecycle monitorScrapeListener(ScrapeProperties properties, ScrapeResponder responder,
			ObjectProvider<SslBundles> bundles, ConfigurableEnvironment environment) {
		ListenerTls tls = ListenerTls.of(properties.getSslBundle(), bundles);
		return new ListenerLifecycle("metrics",
				new ListenAddress(PROPERTY, String.valueOf(properties.getListenAddress())),
				(address) -> tls.open(address, responder), environment);
	}

}
