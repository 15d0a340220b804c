package dev.monitor.scrape.autoconfigure;

import java.util.Set;

import dev.monitor.listener.lifecycle.ListenAddress;
import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.actuate.EndpointMetrics;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.actuate.SharedScrapes;
import dev.monitor.scrape.listener.ScrapeResponder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;

/**
 * The metrics on a listener of their own.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnProperty(ScrapeListenerConfiguration.PROPERTY)
@EnableConfigurationProperties(WebEndpointProperties.class)
class ScrapeListenerConfiguration {

	static final String PROPERTY = "monitor.metrics.listen-address";

	/**
	 * Tell whether the condition on this class holds.
	 */
	static boolean isOn(Environment environment) {
		return !"false".equalsIgnoreCase(environment.getProperty(PROPERTY, "false"));
	}

	@Bean
	ScrapeResponder monitorScrapeResponder(ObjectProvider<PathMappedEndpoints> endpoints,
			WebEndpointProperties properties, ScrapeGuard guard, ObjectProvider<PrometheusScrapeEndpoint> endpoint,
			SharedScrapes scrapes) {
		return new ScrapeResponder(path(endpoints.getIfAvailable(), properties), guard,
				(accept) -> new EndpointMetrics(endpoint.getObject(), scrapes).render(accept));
	}

	/**
	 * Return the path to serve, which is the same without a web server that would map it.
	 */
	private static String path(@Nullable PathMappedEndpoints endpoints, WebEndpointProperties properties) {
		if (endpoints != null) {
			return ScrapeExposure.path(endpoints);
		}
		String id = ScrapeExposure.ENDPOINT.toString();
		boolean excluded = properties.getExposure().getExclude().stream().anyMatch(Set.of("*", id)::contains);
		return excluded ? "" : properties.getBasePath() + '/' + properties.getPathMapping().getOrDefault(id, id);
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
