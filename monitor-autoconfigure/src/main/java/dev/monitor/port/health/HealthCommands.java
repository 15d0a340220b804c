package dev.monitor.port.health;

import java.util.List;
import java.util.Objects;

import dev.monitor.gate.Gates;
import dev.monitor.gate.Gates.ClosedGate;
import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusSources;

/**
 * The commands of this package.
 */
public final class HealthCommands {

	private HealthCommands() {
	}

	/**
	 * Create all of them.
	 * @param gates decide whether the application may receive traffic
	 * @param sources tell of permits, warmup and changes of gates
	 * @param agentReady whether an agent check lifts what an operator of HAProxy has set
	 * @return the commands
	 */
	public static List<MonitorCommand> of(Gates gates, StatusSources sources, boolean agentReady) {
		return List.of(new HealthCheckCommand(gates), new AgentCheckCommand(gates, sources, agentReady),
				new WarmupStateCommand(sources), new GatesCommand(gates), new HistoryCommand(sources));
	}

	static String reason(ClosedGate closed) {
		return Objects.requireNonNullElse(closed.verdict().reason(), "Gate '" + closed.name() + "' is closed");
	}

}
