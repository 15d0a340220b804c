package dev.monitor.check.autoconfigure;

import dev.monitor.check.actuate.DegradedBehindUp;
import dev.monitor.check.actuate.HealthGroups;
import dev.monitor.condition.ConditionalOnSwitch;

import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.health.actuate.endpoint.HealthEndpointGroupsPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * {@link EnableAutoConfiguration Auto-configuration} that makes the status
 * {@code DEGRADED} known to all groups of Boot's health.
 */
@AutoConfiguration
@AutoConfigureOrder(Ordered.LOWEST_PRECEDENCE)
@ConditionalOnSwitch("monitor.enabled")
@ConditionalOnClass(HealthEndpointGroupsPostProcessor.class)
public final class DegradedStatusAutoConfiguration {

	@Bean
	@Order(Ordered.LOWEST_PRECEDENCE)
	HealthEndpointGroupsPostProcessor monitorDegradedStatus() {
		return (groups) -> new HealthGroups(groups, (name, group) -> DegradedBehindUp.in(group));
	}

}
