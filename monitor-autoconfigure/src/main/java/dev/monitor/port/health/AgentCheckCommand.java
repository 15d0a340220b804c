package dev.monitor.port.health;

import java.util.List;
import java.util.Map;

import dev.monitor.gate.Gates;
import dev.monitor.gate.Gates.ClosedGate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.LifePhase;
import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.port.Negative;
import dev.monitor.status.StatusSources;

/**
 * Answers an agent check of HAProxy (configuration manual, {@code agent-check}): the
 * whole state each time, weight by free permits. A weight of 0 drains: who has a session
 * here stays.
 */
final class AgentCheckCommand implements MonitorCommand, InMemory {

	private static final String CONCURRENCY = "concurrency";

	private static final String DRAIN = "up 0%";

	private final Gates gates;

	private final StatusSources sources;

	private final String prefix;

	/**
	 * Create the command.
	 * @param gates decide
	 * @param sources tell of permits and warmup
	 * @param ready whether to lift what an operator has set: {@code drain} or
	 * {@code maint}
	 */
	AgentCheckCommand(Gates gates, StatusSources sources, boolean ready) {
		this.gates = gates;
		this.sources = sources;
		this.prefix = ready ? "ready " : "";
	}

	@Override
	public String name() {
		return "agent_check";
	}

	@Override
	public String summary() {
		return "Answers an agent check of HAProxy: up with a weight, or down with the reason";
	}

	@Override
	public String details() {
		return """
				The weight is the share of permits that are free, at least 1%. up 0% drains the
				instance: it is overloaded or shuts down. The answer never says ready unless
				monitor.port.agent-ready is true.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectNone(this, arguments);
		ClosedGate closed = this.gates.firstClosed();
		if (closed == null) {
			return this.prefix + "up " + weight() + '%';
		}
		String reason = HealthCommands.reason(closed);
		if (reason.startsWith(LifePhase.SHUTTING_DOWN.reason()) || closed.name().equals(CONCURRENCY)) {
			return DRAIN + " # " + Negative.line(reason);
		}
		if (reason.startsWith(LifePhase.WARMING_UP.reason())) {
			Map<String, Number> warmup = this.sources.section(WarmupStateCommand.SECTION).numbers();
			return "down # warmup %s/%s".formatted(warmup.getOrDefault("succeeded", 0),
					warmup.getOrDefault("tasks", 0));
		}
		return "down # " + Negative.line(reason);
	}

	/**
	 * One that is open gets some requests, however busy it is. A limit that is only
	 * observed has no gate, and moves no traffic.
	 */
	private long weight() {
		if (this.gates.get(CONCURRENCY) == null) {
			return 100;
		}
		Map<String, Number> permits = this.sources.section(CONCURRENCY).numbers();
		long limit = permits.getOrDefault("limit", 0).longValue();
		if (limit <= 0) {
			return 100;
		}
		long free = limit - permits.getOrDefault("active", 0).longValue();
		return Math.max(1, Math.min(100, 100 * free / limit));
	}

}
