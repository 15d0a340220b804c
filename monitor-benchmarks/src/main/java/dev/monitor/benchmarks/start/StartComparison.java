package dev.monitor.benchmarks.start;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

import dev.monitor.benchmarks.Machine;

/**
 * Starts an app with the starter and without, in turn and in alternating order, on a core
 * of its own, and prints the table of {@code docs/benchmarks.md}. A round starts each
 * once; the first one does not count. Times are compared within a round, so that other
 * work on the machine falls on all alike. Needs Linux, which has {@code taskset}.
 * <p>
 * Arguments: {@code --rounds=N}, 15 unless told; {@code --features}, to switch off each
 * feature too; {@code --beans}, to print the beans that the starter adds and nothing
 * else; the homes of the JDKs, that of this JVM if there is none.
 */
public final class StartComparison {

	private static final Path TARGET = Path.of("monitor-benchmarks", "target");

	private final Path javaHome;

	private final ClassPath classPath;

	private final Map<Variant, List<Start>> starts = new LinkedHashMap<>();

	private StartComparison(Path javaHome, ClassPath classPath, List<Variant> variants) {
		this.javaHome = javaHome;
		this.classPath = classPath;
		variants.forEach((variant) -> this.starts.put(variant, new ArrayList<>()));
	}

	public static void main(String[] args) throws IOException, InterruptedException {
		List<String> options = Arrays.asList(args);
		List<Variant> variants = Variant.all(options.contains("--features"));
		int rounds = options.stream()
			.filter((option) -> option.startsWith("--rounds="))
			.mapToInt((option) -> Integer.parseInt(option.substring("--rounds=".length())))
			.findFirst()
			.orElse(15);
		List<String> homes = options.stream().filter((option) -> !option.startsWith("--")).toList();
		Machine.pin(1);
		ClassPath classPath = ClassPath.in(TARGET);
		for (String home : homes.isEmpty() ? List.of(System.getProperty("java.home")) : homes) {
			StartComparison comparison = new StartComparison(Path.of(home), classPath, variants);
			if (options.contains("--beans")) {
				comparison.printBeans();
			}
			else {
				comparison.compare(rounds);
			}
		}
	}

	private void printBeans() throws IOException {
		List<String> beans = beans(new Variant("Monitor", true, List.of()));
		beans.removeAll(beans(Variant.PLAIN));
		beans.forEach(System.out::println);
		System.out.printf(Locale.ROOT, "%d beans%n", beans.size());
	}

	private List<String> beans(Variant variant) throws IOException {
		List<String> arguments = new ArrayList<>(variant.arguments());
		arguments.add("--list");
		List<String> lines = new ArrayList<>();
		Start.of(this.javaHome, this.classPath.of(variant), arguments, lines::add);
		lines.removeIf((line) -> !line.startsWith("bean "));
		return lines;
	}

	private void compare(int rounds) throws IOException {
		System.out.printf(Locale.ROOT, "%s, one core, Java in %s, %d rounds; the starter adds %s%n%n",
				Machine.processor(), this.javaHome.getFileName(), rounds,
				this.classPath.starter().stream().map(Path::getFileName).toList());
		for (int round = 0; round <= rounds; round++) {
			List<Variant> order = new ArrayList<>(this.starts.keySet());
			if (round % 2 == 1) {
				Collections.reverse(order);
			}
			for (Variant variant : order) {
				Start start = Start.of(this.javaHome, this.classPath.of(variant), variant.arguments(), (line) -> {
				});
				if (round > 0) {
					this.starts.computeIfAbsent(variant, (any) -> new ArrayList<>()).add(start);
				}
			}
		}
		print();
	}

	private void print() {
		System.out
			.println("| | start s | against plain | CPU of the main thread ms | against plain | CPU of the process ms "
					+ "| resident MB | classes | beans |");
		System.out.println("|---|---|---|---|---|---|---|---|---|");
		List<Start> plain = this.starts.getOrDefault(Variant.PLAIN, List.of());
		this.starts.forEach((variant, measured) -> System.out.printf(Locale.ROOT,
				"| %s | %s | %s | %s | %s | %s | %s | %s | %s |%n", variant.label(),
				quartiles(measured, Start::seconds, "%.2f"), change(measured, plain, Start::seconds),
				quartiles(measured, (start) -> start.number("main"), "%.0f"),
				change(measured, plain, (start) -> start.number("main")),
				quartiles(measured, (start) -> start.number("process"), "%.0f"),
				quartiles(measured, Start::megabytes, "%.0f"),
				median(measured, (start) -> start.number("classes"), plain),
				median(measured, (start) -> start.number("beans"), plain)));
		System.out.println();
	}

	private static String quartiles(List<Start> starts, ToDoubleFunction<Start> number, String format) {
		double[] sorted = starts.stream().mapToDouble(number).sorted().toArray();
		return String.format(Locale.ROOT, format + " (" + format + " to " + format + ")", rank(sorted, 0.5),
				rank(sorted, 0.25), rank(sorted, 0.75));
	}

	/**
	 * Compare with the plain app round by round.
	 */
	private static String change(List<Start> starts, List<Start> plain, ToDoubleFunction<Start> number) {
		if (starts == plain) {
			return "";
		}
		double[] sorted = new double[starts.size()];
		Arrays.setAll(sorted,
				(i) -> 100 * (number.applyAsDouble(starts.get(i)) / number.applyAsDouble(plain.get(i)) - 1));
		Arrays.sort(sorted);
		return String.format(Locale.ROOT, "%+.0f %% (%+.0f to %+.0f)", rank(sorted, 0.5), rank(sorted, 0.25),
				rank(sorted, 0.75));
	}

	private static String median(List<Start> starts, ToDoubleFunction<Start> number, List<Start> plain) {
		double median = rank(starts.stream().mapToDouble(number).sorted().toArray(), 0.5);
		double base = rank(plain.stream().mapToDouble(number).sorted().toArray(), 0.5);
		return (starts == plain) ? String.format(Locale.ROOT, "%.0f", median)
				: String.format(Locale.ROOT, "%+.0f", median - base);
	}

	private static double rank(double[] sorted, double part) {
		return sorted[(int) Math.round(part * (sorted.length - 1))];
	}

}
