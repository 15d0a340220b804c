package dev.monitor.benchmarks.load;

import java.io.PrintStream;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import org.jspecify.annotations.Nullable;

/**
 * Results as the tables of {@code docs/benchmarks.md}.
 */
final class Tables {

	private final PrintStream out;

	private final Results results;

	Tables(PrintStream out, Results results) {
		this.out = out;
		this.results = results;
	}

	void print() {
		goals();
		sweep();
		rejections();
		lateness();
	}

	private void goals() {
		heading("", "goodput at 1x", "2x", "10x", "10x of 1x", "accepted p99 at 10x ms", "200 ms + 2 x unloaded p99",
				"/readyz p99 at 10x ms", "lost");
		this.results.medians().forEach((variant, steps) -> {
			StepResult one = steps.get(1.0);
			StepResult ten = steps.get(10.0);
			StepResult unloaded = steps.get(Settings.UNLOADED);
			row(variant, goodput(one), goodput(steps.get(2.0)), goodput(ten),
					(one != null && ten != null) ? number(100 * ten.goodput() / one.goodput()) + " %" : "",
					(ten != null) ? number(ten.acceptedP99()) : "",
					(unloaded != null) ? number(Settings.WAIT_TIME.toMillis() + 2 * unloaded.acceptedP99()) : "",
					(ten != null) ? number(ten.probeP99()) : "",
					(ten != null) ? sum(variant, 10.0, StepResult::probesLost) : "");
		});
	}

	private void sweep() {
		heading("", "load", "offered/s", "goodput/s", "accepted p50 ms", "p99 ms", "rejected/s", "rejected p99 ms",
				"timeouts/s", "errors/s", "/readyz p99 ms", "lost", "active afterwards");
		this.results.medians()
			.forEach((variant,
					steps) -> steps.forEach((load, step) -> row(variant, load(load), number(step.offered()),
							number(step.goodput()), number(step.acceptedP50()), number(step.acceptedP99()),
							number(step.rejected()), number(step.rejectedP99()), number(step.timeouts()),
							number(step.errors()), number(step.probeP99()), sum(variant, load, StepResult::probesLost),
							sum(variant, load, StepResult::active))));
	}

	private void rejections() {
		heading("all permits held", "rejections/s", "CPU µs each", "p99 ms", "errors");
		this.results.rejections()
			.forEach((variant, result) -> row(variant, number(result.perSecond()), number(result.cpuMicros()),
					number(result.p99()), number(result.errors())));
	}

	private void lateness() {
		heading("the load generator", "load", "late by p99 ms", "late by max ms", "% of its core used");
		this.results.medians()
			.forEach((variant, steps) -> steps.forEach((load, step) -> row(variant, load(load), number(step.lateP99()),
					number(step.lateMax()), number(step.loadCpu()))));
	}

	/**
	 * Return the sum over all rounds of what should never happen: a median would hide the
	 * one time that it did.
	 */
	private String sum(Variant variant, double load, ToDoubleFunction<StepResult> column) {
		return number(this.results.rounds()
			.getOrDefault(variant, Collections.emptySortedMap())
			.getOrDefault(load, List.of())
			.stream()
			.mapToDouble(column)
			.sum());
	}

	private void heading(String... columns) {
		this.out.println();
		this.out.println("| " + String.join(" | ", columns) + " |");
		this.out.println("|" + "---|".repeat(columns.length));
	}

	private void row(Variant variant, String... cells) {
		this.out.println("| " + variant.label() + " | " + String.join(" | ", cells) + " |");
	}

	private static String goodput(@Nullable StepResult step) {
		return (step != null) ? number(step.goodput()) : "";
	}

	private static String load(double load) {
		return ((load == Math.rint(load)) ? Long.toString((long) load) : Double.toString(load)) + "x";
	}

	private static String number(double value) {
		if (Double.isNaN(value)) {
			return "";
		}
		return String.format(Locale.ROOT, (value < 10 && value != 0) ? "%.1f" : "%.0f", value);
	}

}
