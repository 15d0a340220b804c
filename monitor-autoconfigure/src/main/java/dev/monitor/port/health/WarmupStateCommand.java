package dev.monitor.port.health;

import java.util.List;
import java.util.Map;

import dev.monitor.gate.InMemory;
import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusSources;

/**
 * Tells whether warmup is done and whether it runs. Where there is none it is done.
 */
final class WarmupStateCommand implements MonitorCommand, InMemory {

	static final String SECTION = "warmup";

	private final StatusSources sources;

	WarmupStateCommand(StatusSources sources) {
		this.sources = sources;
	}

	@Override
	public String name() {
		return "warmup_state";
	}

	@Override
	public String summary() {
		return "Prints whether warmup is done and whether it is in progress, as 1 or 0 each";
	}

	@Override
	public String details() {
		return """
				The first number is 1 when all required tasks have succeeded. The second number
				is 1 while tasks run, or while a failed run waits for the next one.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectNone(this, arguments);
		Map<String, Number> warmup = this.sources.section(SECTION).numbers();
		return warmup.getOrDefault("done", 1) + " " + warmup.getOrDefault("in_progress", 0);
	}

}
