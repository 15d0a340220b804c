package dev.monitor.sample.maintenance;

import java.time.Clock;

import dev.monitor.gate.SwitchGate;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds a gate: load balancers send no requests while it is closed.
 */
@Configuration(proxyBeanMethods = false)
class MaintenanceConfiguration {

	@Bean
	SwitchGate maintenanceGate() {
		return SwitchGate.opened("maintenance", Clock.systemUTC());
	}

}
