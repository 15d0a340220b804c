package dev.monitor.port.health;

import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;
import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Negative;

/**
 * Prints every gate: name, state, since when, and why it is closed.
 */
final class GatesCommand implements MonitorCommand, InMemory {

	private final Gates gates;

	GatesCommand(Gates gates) {
		this.gates = gates;
	}

	@Override
	public String name() {
		return "gates";
	}

	@Override
	public String summary() {
		return "Prints each gate: name, state, since when, and why it is closed";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectNone(this, arguments);
		StringBuilder lines = new StringBuilder();
		for (Gate gate : this.gates) {
			Verdict verdict = gate.verdict();
			String line = "%s %s %s %s".formatted(gate.name(), verdict.open() ? "open" : "closed",
					verdict.since().truncatedTo(ChronoUnit.MILLIS), Objects.requireNonNullElse(verdict.reason(), ""));
			lines.append(Negative.line(line)).append('\n');
		}
		return lines.toString();
	}

}
