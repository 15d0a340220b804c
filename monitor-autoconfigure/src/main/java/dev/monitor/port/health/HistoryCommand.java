package dev.monitor.port.health;

import java.util.List;

import dev.monitor.gate.InMemory;
import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Negative;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSources;

/**
 * Prints the last changes of gates, the latest first: time, gate, new state, seconds that
 * the state before had lasted, and why it closed.
 */
final class HistoryCommand implements MonitorCommand, InMemory {

	private final StatusSources sources;

	HistoryCommand(StatusSources sources) {
		this.sources = sources;
	}

	@Override
	public String name() {
		return "history";
	}

	@Override
	public String summary() {
		return "Prints the last changes of gates: time, gate, state, seconds in the state before, and why";
	}

	@Override
	public String details() {
		return """
				The latest change stands first. A reason tells why the gate was closed.
				The last 50 changes are kept in memory.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectNone(this, arguments);
		StringBuilder lines = new StringBuilder();
		for (StatusRow change : this.sources.section("gate_changes").rows()) {
			lines.append(Negative.line("%s %s %s %s %s".formatted(change.texts().get("time"), change.name(),
					change.texts().get("state"), change.numbers().get("held_seconds"), change.texts().get("reason")))
				.strip()).append('\n');
		}
		return lines.toString();
	}

}
