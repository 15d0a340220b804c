package dev.monitor.benchmarks.micro;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The variants of {@link ReactiveStatementBenchmark} in turn in one JVM, by the CPU time
 * of their thread: for a machine that has other work. The arguments are the seconds to
 * warm up and those that count.
 */
public final class ReactiveStatementComparison {

	private static final int STATEMENTS = 300;

	private ReactiveStatementComparison() {
	}

	public static void main(String[] args) {
		ReactiveStatementBenchmark benchmark = new ReactiveStatementBenchmark();
		Map<String, Runnable> variants = new LinkedHashMap<>();
		variants.put("bare", benchmark::bare);
		variants.put("proxy", benchmark::proxy);
		variants.put("log", benchmark::log);
		variants.put("monitor", benchmark::monitor);
		variants.put("dashboard", benchmark::dashboard);
		run(variants, Duration.ofSeconds(Long.parseLong(args[0])));
		run(variants, Duration.ofSeconds(Long.parseLong(args[1]))).forEach((variant, micros) -> {
			List<Double> sorted = micros.stream().sorted().toList();
			System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f to %.2f |%n", variant, quartile(sorted, 2),
					quartile(sorted, 1), quartile(sorted, 3));
		});
		benchmark.close();
	}

	/**
	 * Return microseconds of CPU a statement, by variant, for each slice.
	 */
	private static Map<String, List<Double>> run(Map<String, Runnable> variants, Duration length) {
		ThreadMXBean threads = ManagementFactory.getThreadMXBean();
		Map<String, List<Double>> micros = new LinkedHashMap<>();
		long start = System.nanoTime();
		while (System.nanoTime() - start < length.toNanos()) {
			variants.forEach((name, variant) -> {
				long before = threads.getCurrentThreadCpuTime();
				for (int i = 0; i < STATEMENTS; i++) {
					variant.run();
				}
				double nanos = threads.getCurrentThreadCpuTime() - before;
				micros.computeIfAbsent(name, (key) -> new ArrayList<>()).add(nanos / STATEMENTS / 1000);
			});
		}
		return micros;
	}

	private static double quartile(List<Double> sorted, int number) {
		return sorted.get(number * (sorted.size() - 1) / 4);
	}

}
