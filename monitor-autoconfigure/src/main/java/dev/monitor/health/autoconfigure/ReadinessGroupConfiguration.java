package dev.monitor.health.autoconfigure;

import java.util.List;

import dev.monitor.condition.ConditionalOnMissingContributor;
import dev.monitor.gate.Gates;
import dev.monitor.health.actuate.GatesHealthContributor;
import dev.monitor.health.actuate.ProbeGroups;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.Environment;

/**
 * The gates in Boot's readiness group, its other members in the gate {@code application},
 * and neither in its liveness group.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthEndpointGroupsPostProcessor.class)
class ReadinessGroupConfiguration {

	private static final String LIVENESS = "management.endpoint.health.group.liveness.include";

	@Bean
	@ConditionalOnEnabledHealthIndicator("gates")
	@ConditionalOnMissingContributor("gates")
	GatesHealthContributor gatesHealthContributor(Gates monitorGates) {
		return new GatesHealthContributor(monitorGates);
	}

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	ProbeGroups monitorProbeGroups(ObjectProvider<Gates> gates, Environment environment) {
		List<String> liveness = Binder.get(environment).bind(LIVENESS, Bindable.listOf(String.class)).orElse(List.of());
		return new ProbeGroups("gates", () -> {
			Gates available = gates.getIfAvailable();
			return available != null && available.firstClosed() != null;
		}, liveness);
	}

	@Bean
	@ConditionalOnMissingBean(name = "monitorReadinessMembers")
	LazyReadinessMembers monitorReadinessMembers(HealthProperties properties, ProbeGroups monitorProbeGroups,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		return new LazyReadinessMembers(new BackgroundHealthSettings(properties.getHealth().getBackground()),
				monitorProbeGroups, groups, registry, reactiveRegistry);
	}

}
