package dev.monitor.benchmarks.logging;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import ch.qos.logback.classic.LoggerContext;
import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.Samples;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs {@link EncoderBenchmark} and prints the tables of {@code docs/benchmarks.md}.
 * Arguments are those of JMH, before them {@code --rounds=n}. All writers run once a
 * round, in a JVM of their own each, so that other work on the machine falls on all
 * alike.
 */
public final class EncoderComparison {

	private static final String ROUNDS = "--rounds=";

	private static final String FRESH = "onFreshVirtualThread";

	private final CommandLineOptions options;

	private final Map<String, Map<LogWriter, Samples>> tables = new LinkedHashMap<>();

	private EncoderComparison(CommandLineOptions options) {
		this.options = options;
	}

	public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
		List<String> all = new ArrayList<>(List.of(args));
		int rounds = 3;
		if (!all.isEmpty() && all.get(0).startsWith(ROUNDS)) {
			rounds = Integer.parseInt(all.remove(0).substring(ROUNDS.length()));
		}
		EncoderComparison comparison = new EncoderComparison(new CommandLineOptions(all.toArray(String[]::new)));
		for (int round = 0; round < rounds; round++) {
			comparison.run("onThisThread", LogEvent.values());
			if (VirtualThreads.available()) {
				comparison.run(FRESH, LogEvent.MESSAGE);
			}
		}
		System.out.printf("%n%s, %d processors, Java %s%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		comparison.tables.forEach(EncoderComparison::print);
	}

	private void run(String method, LogEvent... events) throws RunnerException {
		OptionsBuilder round = new OptionsBuilder();
		round.parent(this.options)
			.include(EncoderBenchmark.class.getName() + "\\." + method)
			.addProfiler(GCProfiler.class);
		if (!this.options.getParameter("event").hasValue()) {
			round.param("event", names(events));
		}
		for (RunResult result : new Runner(round.build()).run()) {
			LogWriter writer = LogWriter.valueOf(result.getParams().getParam("writer"));
			LogEvent event = LogEvent.valueOf(result.getParams().getParam("event"));
			String table = method.equals(FRESH) ? event.label() + ", on a new virtual thread" : event.label();
			this.tables.computeIfAbsent(table, (title) -> new LinkedHashMap<>())
				.computeIfAbsent(writer, (key) -> Samples.empty())
				.add(result);
		}
	}

	private static String[] names(LogEvent... events) {
		return List.of(events).stream().map(LogEvent::name).toArray(String[]::new);
	}

	private static void print(String title, Map<LogWriter, Samples> writers) {
		System.out.printf("%n| %s | median ns | quartiles ns | B allocated | B of the line |%n|---|---|---|---|---|%n",
				title);
		writers
			.forEach((writer, samples) -> System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f to %.0f | %.0f | %d |%n",
					writer.label(), samples.nanos().getPercentile(50), samples.nanos().getPercentile(25),
					samples.nanos().getPercentile(75), samples.bytes().getPercentile(50), line(title, writer)));
	}

	private static int line(String title, LogWriter writer) {
		LoggerContext context = new LoggerContext();
		for (LogEvent event : LogEvent.values()) {
			if (title.startsWith(event.label())) {
				byte[] line = writer.start(context).encode(event.create(context, writer.isMonitor()));
				return Objects.requireNonNull(line).length;
			}
		}
		throw new IllegalArgumentException(title);
	}

}
