package dev.monitor.port.client;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;
import dev.monitor.task.DaemonThread;

/**
 * {@link Command} that prints the numbers of applications as lines for InfluxDB. All are
 * asked at once, and what is wrong with one costs the others nothing.
 */
public final class InfluxCommand implements Command {

	private static final int NONE = 2;

	private static final int MAX_LENGTH = 1024 * 1024;

	private final PerfMetrics metrics;

	private final Clock clock;

	private final Path directory;

	/**
	 * Create the command.
	 */
	public InfluxCommand() {
		this(new PortClient(new Connector(Duration.ofSeconds(1)), Duration.ofSeconds(5), MAX_LENGTH), Clock.systemUTC(),
				Path.of("").toAbsolutePath());
	}

	InfluxCommand(PortClient client, Clock clock, Path directory) {
		this.metrics = new PerfMetrics(client);
		this.clock = clock;
		this.directory = directory;
	}

	@Override
	public String name() {
		return "influx";
	}

	@Override
	public String arguments() {
		return "[--deployment NAME] HOST:PORT...";
	}

	@Override
	public String summary() {
		return "prints perf_metrics of all these monitor ports as lines for InfluxDB";
	}

	@Override
	public int run(List<String> arguments, Streams streams) throws CommandException {
		InfluxArguments asked = InfluxArguments.parse(arguments, this.directory);
		Instant time = this.clock.instant();
		List<FutureTask<String>> lines = new ArrayList<>();
		for (InfluxArguments.Instance instance : asked.instances()) {
			FutureTask<String> line = new FutureTask<>(() -> line(asked.deployment(), instance, time));
			DaemonThread.of("monitor-client-influx", line).start();
			lines.add(line);
		}
		int printed = 0;
		for (int i = 0; i < lines.size(); i++) {
			try {
				streams.print(lines.get(i).get() + "\n");
				printed++;
			}
			catch (ExecutionException ex) {
				streams.err()
					.print(asked.instances().get(i).name() + ": "
							+ PortClient.reason(Objects.requireNonNull(ex.getCause())) + "\n");
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				throw new CommandException("Interrupted");
			}
		}
		return (printed > 0) ? 0 : NONE;
	}

	private String line(String deployment, InfluxArguments.Instance instance, Instant time) throws IOException {
		SortedMap<String, Number> numbers = this.metrics.of(instance.port());
		try {
			return LineProtocol.line(deployment, instance.name(), numbers, time);
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("A name in the answer " + ex.getMessage());
		}
	}

}
