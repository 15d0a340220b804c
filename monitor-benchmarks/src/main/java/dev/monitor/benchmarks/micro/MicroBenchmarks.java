package dev.monitor.benchmarks.micro;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.benchmarks.Machine;
import dev.monitor.benchmarks.Samples;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and prints the table of {@code docs/benchmarks.md}. Arguments are
 * those of JMH. Each benchmark runs once a round, in a JVM of its own, so that other work
 * on the machine falls on all alike; the numbers are quartiles over all rounds.
 */
public final class MicroBenchmarks {

	private static final int ROUNDS = 6;

	private final CommandLineOptions options;

	private MicroBenchmarks(CommandLineOptions options) {
		this.options = options;
	}

	public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
		MicroBenchmarks benchmarks = new MicroBenchmarks(new CommandLineOptions(args));
		Map<String, Samples> alone = new TreeMap<>();
		Map<String, Samples> contended = new TreeMap<>();
		Map<String, Samples> filter = new TreeMap<>();
		Map<String, Samples> webFilter = new TreeMap<>();
		Map<String, Samples> statement = new TreeMap<>();
		Map<String, Samples> meter = new TreeMap<>();
		for (int round = 0; round < ROUNDS; round++) {
			benchmarks.run(PermitBenchmark.class, 1, alone);
			benchmarks.run(PermitBenchmark.class, 2, contended);
			benchmarks.run(FilterBenchmark.class, 1, filter);
			benchmarks.run(WebFilterBenchmark.class, 1, webFilter);
			benchmarks.run(StatementBenchmark.class, 1, statement);
			benchmarks.run(MeterBenchmark.class, 1, meter);
		}
		System.out.printf("%n%s, %d processors, Java %s%n", Machine.processor(),
				Runtime.getRuntime().availableProcessors(), Runtime.version());
		print("A permit taken and given back, 1 thread", alone);
		print("A permit taken and given back, 2 threads", contended);
		print("The whole filter around a chain that does nothing", filter);
		print("The filter of a reactive application around a chain that completes at once", webFilter);
		print("A connection borrowed and a row selected by its key, H2 in memory", statement);
		print("A timer looked up by its tags and recorded", meter);
	}

	private void run(Class<?> benchmark, int threads, Map<String, Samples> samples) throws RunnerException {
		Options round = new OptionsBuilder().parent(this.options)
			.include(benchmark.getName() + "\\.")
			.threads(threads)
			.addProfiler(GCProfiler.class)
			.build();
		for (RunResult result : new Runner(round).run()) {
			samples.computeIfAbsent(result.getPrimaryResult().getLabel(), (label) -> Samples.empty()).add(result);
		}
	}

	private static void print(String title, Map<String, Samples> samples) {
		System.out.printf("%n| %s | median ns | quartiles ns | B per operation |%n|---|---|---|---|%n", title);
		samples.forEach((label, each) -> System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f to %.0f | %.0f |%n", label,
				each.nanos().getPercentile(50), each.nanos().getPercentile(25), each.nanos().getPercentile(75),
				each.bytes().getPercentile(50)));
	}

}
