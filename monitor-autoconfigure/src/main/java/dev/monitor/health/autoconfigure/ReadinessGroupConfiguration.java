package dev.monitor.health.autoconfigure;

import dev.monitor.gate.Gates;
import dev.monitor.health.actuate.GatedReadinessGroups;
import dev.monitor.health.actuate.GatesHealthContributor;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroups;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.health.registry.HealthContributorRegistry;
import org.springframework.boot.health.registry.ReactiveHealthContributorRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * The gates in Boot's readiness group, and its other members in the gate
 * {@code application}.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnClass(HealthEndpointGroupsPostProcessor.class)
class ReadinessGroupConfiguration {

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

	@Bean
	LazyReadinessMembers monitorReadinessMembers(HealthProperties properties,
			ObjectProvider<HealthEndpointGroups> groups, ObjectProvider<HealthContributorRegistry> registry,
			ObjectProvider<ReactiveHealthContributorRegistry> reactiveRegistry) {
		return new LazyReadinessMembers(new BackgroundHealthSettings(properties.getHealth().getBackground()), groups,
				registry, reactiveRegistry);
	}

}
