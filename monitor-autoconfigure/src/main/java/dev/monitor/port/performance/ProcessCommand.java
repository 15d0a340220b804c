package dev.monitor.port.performance;

import java.lang.management.ManagementFactory;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.process.ProcFiles;
import dev.monitor.status.StatusSources;

/**
 * The command {@code monitor}: prints open database connections, memory of the process as
 * {@code /proc/self/status} has it (proc(5)), and live threads of Java, virtual ones left
 * out. -1 is unknown.
 */
final class ProcessCommand implements MonitorCommand {

	private static final String SIZE = "VmSize";

	private static final String RESIDENT = "VmRSS";

	private static final BigDecimal UNKNOWN = BigDecimal.ONE.negate();

	private final StatusSources sources;

	private final Path root;

	/**
	 * Create the command.
	 * @param sources tell of connections
	 * @param root where {@code proc} is
	 */
	ProcessCommand(StatusSources sources, Path root) {
		this.sources = sources;
		this.root = root;
	}

	@Override
	public String name() {
		return "monitor";
	}

	@Override
	public String summary() {
		return "Prints open database connections, memory and threads of the process";
	}

	@Override
	public String details() {
		return """
				The first line counts the connections that are out of all pools, -1 if no pool
				tells. VmSize and VmRSS are those of /proc/self/status. Threads are those of
				Java, virtual ones left out.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		Arguments.expectNone(this, arguments);
		Map<String, BigDecimal> status = ProcFiles.table(this.root.resolve("proc/self/status"),
				List.of(SIZE, RESIDENT));
		return "%s\nVmSize: %s kB\nVmRSS: %s kB\nThreads: %s\n".formatted(
				this.sources.section(DatabaseChoice.SECTION).numbers().getOrDefault("open_connections", -1),
				status.getOrDefault(SIZE, UNKNOWN), status.getOrDefault(RESIDENT, UNKNOWN),
				ManagementFactory.getThreadMXBean().getThreadCount());
	}

}
