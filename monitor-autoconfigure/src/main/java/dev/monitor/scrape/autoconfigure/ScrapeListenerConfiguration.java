package dev.monitor.scrape.autoconfigure;

import java.util.Set;

import dev.monitor.guard.AccessGuard;
import dev.monitor.listener.http.HttpExchange;
import dev.monitor.listener.lifecycle.ListenAddress;
import dev.monitor.listener.lifecycle.ListenerLifecycle;
import dev.monitor.listener.lifecycle.ListenerTls;
import dev.monitor.scrape.actuate.EndpointMetrics;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.actuate.SharedScrapes;
import dev.monitor.scrape.listener.ScrapeResponder;
import org.jspecify.annotations.Nullable;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.endpoint.Access;
import org.springframework.boot.actuate.endpoint.EndpointAccessResolver;
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

	static final String TLS = "monitor.metrics.ssl-bundle";

	/**
	 * Tell whether the condition on this class holds.
	 */
	static boolean isOn(Environment environment) {
		return !"false".equalsIgnoreCase(environment.getProperty(PROPERTY, "false"));
	}

	@Bean
	ScrapeResponder monitorScrapeResponder(ObjectProvider<PathMappedEndpoints> endpoints,
			WebEndpointProperties properties, ObjectProvider<EndpointAccessResolver> access,
			AccessGuard monitorScrapeGuard, ObjectProvider<PrometheusScrapeEndpoint> endpoint,
			SharedScrapes monitorSharedScrapes) {
		PathMappedEndpoints mapped = endpoints.getIfAvailable();
		String path = "";
		if (mapped != null) {
			path = ScrapeExposure.path(mapped);
		}
		else if (endpoint.getIfAvailable() != null && isAccessible(access.getIfAvailable())) {
			path = path(properties);
		}
		return new ScrapeResponder(path, monitorScrapeGuard, (accept,
				names) -> new EndpointMetrics(endpoint.getObject(), monitorSharedScrapes).render(accept, names));
	}

	private static boolean isAccessible(@Nullable EndpointAccessResolver access) {
		return access == null || access.accessFor(ScrapeExposure.ENDPOINT, Access.UNRESTRICTED) != Access.NONE;
	}

	/**
	 * Return the path to serve without a web server that would map it, which is the same.
	 */
	private static String path(WebEndpointProperties properties) {
		String id = ScrapeExposure.ENDPOINT.toString();
		boolean excluded = properties.getExposure().getExclude().stream().anyMatch(Set.of("*", id)::contains);
		return excluded ? "" : properties.getBasePath() + '/' + properties.getPathMapping().getOrDefault(id, id);
	}

	@Bean
	ListenerLifecycle monitorScrapeListener(ScrapeProperties properties, ScrapeResponder responder,
			ObjectProvider<SslBundles> bundles, ConfigurableEnvironment environment) {
		ListenerTls tls = ListenerTls.of(TLS, properties.getSslBundle(), bundles);
		return new ListenerLifecycle("metrics",
				new ListenAddress(PROPERTY, String.valueOf(properties.getListenAddress())),
				(address) -> tls.open("metrics", address, HttpExchange.with(responder)), environment);
	}

}
