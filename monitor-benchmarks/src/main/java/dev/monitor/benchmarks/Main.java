package dev.monitor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Stream;

import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs all benchmarks and prints the table of {@code docs/benchmarks.md}. Arguments are
 * those of JMH. Medians, since other work on the machine must not count.
 */
public final class Main {

	private final CommandLineOptions options;

	private Main(CommandLineOptions options) {
		this.options = options;
	}

	public static void main(String[] args) throws CommandLineOptionException, RunnerException, IOException {
		Main main = new Main(new CommandLineOptions(args));
		Collection<RunResult> alone = main.run(PlaceBenchmark.class, 1);
		Collection<RunResult> contended = main.run(PlaceBenchmark.class, 2);
		Collection<RunResult> filter = main.run(FilterBenchmark.class, 1);
		System.out.printf("%n%s, %d processors, Java %s%n", processor(), Runtime.getRuntime().availableProcessors(),
				Runtime.version());
		print("A place taken and given back, 1 thread", alone);
		print("A place taken and given back, 2 threads", contended);
		print("The whole filter around a chain that does nothing", filter);
	}

	private Collection<RunResult> run(Class<?> benchmark, int threads) throws RunnerException {
		return new Runner(new OptionsBuilder().parent(this.options)
			.include(benchmark.getName() + "\\.")
			.threads(threads)
			.addProfiler(GCProfiler.class)
			.build()).run();
	}

	private static void print(String title, Collection<RunResult> results) {
		System.out.printf("%n| %s | median ns | quartiles ns | B per operation |%n|---|---|---|---|%n", title);
		for (RunResult result : results) {
			Result<?> time = result.getPrimaryResult();
			Result<?> bytes = result.getSecondaryResults().get("gc.alloc.rate.norm");
			System.out.printf(Locale.ROOT, "| %s | %.0f | %.0f to %.0f | %.0f |%n", time.getLabel(),
					percentile(time, 50), percentile(time, 25), percentile(time, 75), percentile(bytes, 50));
		}
	}

	private static double percentile(Result<?> result, double rank) {
		return result.getStatistics().getPercentile(rank);
	}

	private static String processor() throws IOException {
		Path info = Path.of("/proc/cpuinfo");
		if (!Files.isReadable(info)) {
			return System.getProperty("os.arch");
		}
		try (Stream<String> lines = Files.lines(info)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown processor");
		}
	}

}
