package dev.monitor.scrape.autoconfigure;

import java.time.Clock;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.failure.Listeners;
import dev.monitor.guard.AccessGuard;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.guard.property.ConfiguredTokens;
import dev.monitor.listener.lifecycle.ListenerTls;
import dev.monitor.scrape.ScrapeGuard;
import dev.monitor.scrape.ScrapeListener;
import dev.monitor.scrape.actuate.ScrapeAdvisor;
import dev.monitor.scrape.actuate.ScrapeExposure;
import dev.monitor.scrape.actuate.SharedScrapes;
import dev.monitor.scrape.metrics.ScrapeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.endpoint.EndpointAutoConfiguration;
import org.springframework.boot.actuate.autoconfigure.endpoint.web.WebEndpointProperties;
import org.springframework.boot.actuate.autoconfigure.web.server.ManagementContextAutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Lazy;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for scraping: exposes Spring Boot's
 * Prometheus endpoint and decides who may read it.
 */
@AutoConfiguration(before = ManagementContextAutoConfiguration.class,
		after = { EndpointAutoConfiguration.class, PrometheusMetricsExportAutoConfiguration.class })
@ConditionalOnMonitorFeature("metrics")
@Conditional(OnScrapePort.class)
@ConditionalOnClass({ PrometheusMeterRegistry.class, PrometheusScrapeEndpoint.class, WebEndpointProperties.class })
@EnableConfigurationProperties(ScrapeProperties.class)
@Import({ LoopbackNotice.class, ScrapeListenerConfiguration.class })
public final class ScrapeAutoConfiguration {

	private final ScrapeProperties properties;

	ScrapeAutoConfiguration(ScrapeProperties properties) {
		this.properties = properties;
		if (properties.getSslBundle() != null) {
			ListenerTls.requireListener(ScrapeListenerConfiguration.TLS, properties.getSslBundle(),
					ScrapeListenerConfiguration.PROPERTY, properties.getListenAddress());
		}
	}

	@Bean(initMethod = "start", destroyMethod = "stop")
	@Lazy(false)
	ConfiguredTokens monitorScrapeTokens() {
		return new ConfiguredTokens("monitor.metrics.tokens", this.properties.getTokens());
	}

	@Bean
	AccessGuard monitorScrapeGuard(ConfiguredTokens monitorScrapeTokens, ObjectProvider<AccessRule> rules,
			ObjectProvider<ResourceServerTokens> resourceServer) {
		AccessRule rule = rules.getIfAvailable();
		if (rule == null) {
			rule = ConfiguredAccess.rule(this.properties.getAccess(), monitorScrapeTokens.all(), Clock.systemUTC());
		}
		return ScrapeGuard.create(rule, resourceServer.getIfAvailable(), Clock.systemUTC(), System::nanoTime);
	}

	@Bean
	ScrapeMetrics monitorScrapeMetrics(AccessGuard monitorScrapeGuard) {
		return new ScrapeMetrics(monitorScrapeGuard, SharedScrapes.FORMATS);
	}

	@Bean
	SharedScrapes monitorSharedScrapes(ObjectProvider<ScrapeListener> listeners) {
		return new SharedScrapes(new Listeners<>(listeners.orderedStream().toList()), System::nanoTime);
	}

	@Bean
	static ScrapeExposure monitorScrapeExposure() {
		return new ScrapeExposure();
	}

	@Bean
	ScrapeAdvisor monitorScrapeAdvisor(SharedScrapes monitorSharedScrapes) {
		return new ScrapeAdvisor(monitorSharedScrapes);
	}

	@Bean
	@ConditionalOnBean({ PrometheusRegistry.class, PrometheusConfig.class })
	@ConditionalOnMissingBean
	PrometheusScrapeEndpoint prometheusScrapeEndpoint(PrometheusRegistry monitorPrometheusRegistry,
			PrometheusConfig prometheusConfig) {
		return new PrometheusScrapeEndpoint(monitorPrometheusRegistry, prometheusConfig.prometheusProperties());
	}

}
