package dev.monitor.scrape.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.scrape.autoconfigure.ScrapeProperties.Access;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that stops the start of a reactive
 * application which asks for protection: Spring Boot alone serves metrics there.
 */
@AutoConfiguration
@ConditionalOnMonitorFeature("metrics")
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.REACTIVE)
@EnableConfigurationProperties(ScrapeProperties.class)
public final class ReactiveScrapeAutoConfiguration {

	ReactiveScrapeAutoConfiguration(ScrapeProperties properties) {
		refuse("access", properties.getAccess() == Access.TOKENS);
		refuse("tokens", !properties.getTokens().isEmpty());
		refuse("listen-address", properties.getListenAddress() != null);
	}

	private static void refuse(String property, boolean set) {
		if (set) {
			throw new InvalidPropertyException("monitor.metrics." + property, null,
					"has no effect in a reactive application, which would serve metrics to everyone",
					"Remove it, and protect the endpoint with Spring Security or leave it unexposed.");
		}
	}

}
