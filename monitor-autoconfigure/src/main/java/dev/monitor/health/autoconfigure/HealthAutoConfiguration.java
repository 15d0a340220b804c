package dev.monitor.health.autoconfigure;

import java.time.Clock;
import java.time.Duration;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.health.GateChangeLog;
import dev.monitor.health.GateWatch;
import dev.monitor.health.actuate.AvailabilityGate;
import dev.monitor.health.actuate.GatedReadinessGroups;
import dev.monitor.health.actuate.GatesHealthContributor;
import dev.monitor.health.actuate.ShutdownGate;
import dev.monitor.health.actuate.StartupGate;
import dev.monitor.health.metrics.GateMetrics;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for {@link Gates} and their readers.
 */
@AutoConfiguration(after = ApplicationAvailabilityAutoConfiguration.class,
		afterName = "org.springframework.boot.health.autoconfigure.actuate.endpoint.AvailabilityProbesAutoConfiguration")
@ConditionalOnMonitorFeature("health")
@EnableConfigurationProperties(HealthProperties.class)
@Import(GateFilterConfiguration.class)
public final class HealthAutoConfiguration {

	private static final Duration WATCH_INTERVAL = Duration.ofMillis(200);

	@Bean
	@ConditionalOnMissingBean(name = "monitorShutdownGate")
	@Order(0)
	ShutdownGate monitorShutdownGate(ApplicationContext context) {
		return new ShutdownGate(context, Clock.systemUTC());
	}

	@Bean
	@ConditionalOnMissingBean(name = "monitorStartupGate")
	@Order(10)
	StartupGate monitorStartupGate() {
		return new StartupGate(Clock.systemUTC());
	}

	@Bean
	@ConditionalOnBean(ApplicationAvailability.class)
	@ConditionalOnMissingBean(name = "monitorApplicationGate")
	@Order(25)
	AvailabilityGate monitorApplicationGate(ApplicationAvailability availability) {
		return AvailabilityGate.readiness(availability, Clock.systemUTC().instant());
	}

	@Bean
	@ConditionalOnMissingBean
	Gates monitorGates(ObjectProvider<Gate> gates) {
		return new Gates(gates.orderedStream().toList());
	}

	@Bean
	GateWatchLifecycle monitorGateWatchLifecycle(Gates gates) {
		GateChangeLog log = new GateChangeLog(gates, Clock.systemUTC());
		return new GateWatchLifecycle(new GateWatch(log::observe, WATCH_INTERVAL));
	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(HealthEndpointGroupsPostProcessor.class)
	static class ActuateConfiguration {

		@Bean
		@ConditionalOnEnabledHealthIndicator("gates")
		@ConditionalOnMissingBean(name = { "gatesHealthContributor", "gatesHealthIndicator" })
		GatesHealthContributor gatesHealthContributor(Gates gates) {
			return new GatesHealthContributor(gates);
		}

		@Bean
		@ConditionalOnEnabledHealthIndicator("gates")
		@Order(Ordered.LOWEST_PRECEDENCE)
		HealthEndpointGroupsPostProcessor monitorGatedReadinessGroups() {
			return (groups) -> new GatedReadinessGroups(groups, "gates");
		}

	}

	@Configuration(proxyBeanMethods = false)
	@ConditionalOnClass(MeterBinder.class)
	static class MetricsConfiguration {

		@Bean
		@ConditionalOnMissingBean
		GateMetrics monitorGateMetrics(Gates gates) {
			return new GateMetrics(gates);
		}

	}

}
