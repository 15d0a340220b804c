package dev.monitor.sample.maintenance;

import dev.monitor.gate.SwitchGate;
import dev.monitor.gate.Verdict;

import org.springframework.boot.actuate.endpoint.annotation.DeleteOperation;
import org.springframework.boot.actuate.endpoint.annotation.Endpoint;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.annotation.WriteOperation;
import org.springframework.stereotype.Component;

/**
 * Closes and opens the gate. As any actuator endpoint it cannot be called over HTTP until
 * it is exposed.
 */
@Component
@Endpoint(id = "maintenance")
class MaintenanceEndpoint {

	private final SwitchGate gate;

	MaintenanceEndpoint(SwitchGate maintenanceGate) {
		this.gate = maintenanceGate;
	}

	@ReadOperation
	Verdict state() {
		return this.gate.verdict();
	}

	@WriteOperation
	Verdict begin(String reason) {
		this.gate.close(reason);
		return state();
	}

	@DeleteOperation
	Verdict end() {
		this.gate.open();
		return state();
	}

}
