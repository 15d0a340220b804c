package dev.monitor.health.autoconfigure;

import dev.monitor.condition.ConditionalOnMonitorFeature;
import dev.monitor.gate.Gates;
import dev.monitor.health.actuate.GatedAvailability;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.autoconfigure.availability.ApplicationAvailabilityAutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.context.annotation.Bean;

/**
 * {@link EnableAutoConfiguration Auto-configuration} for an
 * {@link ApplicationAvailability} that does not contradict the gates. It takes the place
 * of Boot's, and so cannot be part of {@link HealthAutoConfiguration}, which comes after.
 */
@AutoConfiguration(before = ApplicationAvailabilityAutoConfiguration.class)
@ConditionalOnMonitorFeature("health")
public final class AvailabilityAutoConfiguration {

	@Bean
	@ConditionalOnMissingBean(ApplicationAvailability.class)
	GatedAvailability monitorApplicationAvailability(ObjectProvider<Gates> gates) {
		return new GatedAvailability(gates::getIfAvailable);
	}

}
