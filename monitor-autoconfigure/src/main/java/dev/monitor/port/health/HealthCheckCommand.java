package dev.monitor.port.health;

import java.util.List;

import dev.monitor.gate.Gates;
import dev.monitor.gate.Gates.ClosedGate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.LifePhase;
import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Negative;

/**
 * Tells whether the application may receive traffic, in the words of {@code ftw.monitor}.
 */
final class HealthCheckCommand implements MonitorCommand, InMemory {

	private final Gates gates;

	HealthCheckCommand(Gates gates) {
		this.gates = gates;
	}

	@Override
	public String name() {
		return "health_check";
	}

	@Override
	public String summary() {
		return "Tells whether the instance may receive traffic, or the first reason why not";
	}

	@Override
	public String details() {
		return """
				The answer is OK, or one line: Instance is booting, Warmup in progress,
				Shutting down, or Error: and the reason of the first gate that is closed.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectNone(this, arguments);
		ClosedGate closed = this.gates.firstClosed();
		if (closed == null) {
			return "OK";
		}
		String reason = HealthCommands.reason(closed);
		for (LifePhase phase : LifePhase.values()) {
			if (reason.startsWith(phase.reason())) {
				return phase.reason();
			}
		}
		return Negative.error(reason);
	}

}
