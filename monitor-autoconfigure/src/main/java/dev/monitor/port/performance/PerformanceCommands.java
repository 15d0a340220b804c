package dev.monitor.port.performance;

import java.nio.file.Path;
import java.util.List;

import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusSources;

/**
 * The commands of this package.
 */
public final class PerformanceCommands {

	private static final Path ROOT = Path.of("/");

	private PerformanceCommands() {
	}

	/**
	 * Create all of them.
	 * @param sources tell the numbers
	 * @return the commands
	 */
	public static List<MonitorCommand> of(StatusSources sources) {
		return List.of(new PerfMetricsCommand(sources), new DbInfoCommand(sources), new ProcessCommand(sources, ROOT),
				new CacheStatsCommand(sources), new JobsCommand(sources));
	}

}
