package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Picture of goodput against offered load, drawn by gnuplot.
 */
final class GoodputChart {

	private static final String SCRIPT = "goodput.gp";

	private static final List<Variant> ALL = List.of(Variant.values());

	private final Map<Variant, SortedMap<Double, StepResult>> results;

	private final double capacity;

	GoodputChart(Results results, double capacity) {
		this.results = results.medians();
		this.capacity = capacity;
	}

	/**
	 * Write {@code goodput.csv} and, if gnuplot is installed, {@code goodput.svg}.
	 */
	void write(Path folder) throws IOException, InterruptedException {
		Files.write(folder.resolve("goodput.csv"), table());
		try (InputStream script = Objects.requireNonNull(GoodputChart.class.getResourceAsStream(SCRIPT))) {
			Files.write(folder.resolve(SCRIPT), script.readAllBytes());
		}
		String columns = IntStream.range(0, ALL.size())
			.filter((index) -> this.results.containsKey(ALL.get(index)))
			.mapToObj((index) -> Integer.toString(index + 2))
			.collect(Collectors.joining(" "));
		try {
			new ProcessBuilder("gnuplot", "-e", "columns='" + columns + "'", SCRIPT).directory(folder.toFile())
				.inheritIO()
				.start()
				.waitFor();
		}
		catch (IOException ex) {
			System.err.println("No picture without gnuplot: " + ex.getMessage());
		}
	}

	/**
	 * Return a column for each variant, measured or not, so that each has its place.
	 */
	private List<String> table() {
		List<String> lines = new ArrayList<>();
		lines.add("load," + row((variant) -> variant.label().replace("`", "")));
		SortedSet<Double> loads = new TreeSet<>();
		this.results.values().forEach((steps) -> loads.addAll(steps.keySet()));
		loads.remove(Settings.UNLOADED);
		for (double load : loads) {
			lines.add(load + "," + row((variant) -> goodput(variant, load)));
		}
		return lines;
	}

	private String goodput(Variant variant, double load) {
		SortedMap<Double, StepResult> steps = this.results.get(variant);
		StepResult step = (steps != null) ? steps.get(load) : null;
		return (step != null) ? String.format(Locale.ROOT, "%.1f", 100 * step.goodput() / this.capacity) : "NaN";
	}

	private static String row(Function<Variant, String> cell) {
		return ALL.stream().map(cell).collect(Collectors.joining(","));
	}

}
