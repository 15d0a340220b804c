package dev.monitor.benchmarks.load;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * All that was measured.
 */
final class Results {

	private static final Columns<StepResult> STEP = new Columns<>(StepResult.class);

	private final Map<Variant, SortedMap<Double, List<StepResult>>> steps = new EnumMap<>(Variant.class);

	private final Map<Variant, RejectionResult> rejections = new EnumMap<>(Variant.class);

	void add(Variant variant, Map<Double, StepResult> sweep) {
		SortedMap<Double, List<StepResult>> all = this.steps.computeIfAbsent(variant, (key) -> new TreeMap<>());
		sweep.forEach((load, result) -> all.computeIfAbsent(load, (key) -> new ArrayList<>()).add(result));
	}

	void add(Variant variant, RejectionResult result) {
		this.rejections.put(variant, result);
	}

	/**
	 * Return the results of each step in the order of the rounds.
	 */
	Map<Variant, SortedMap<Double, List<StepResult>>> rounds() {
		return this.steps;
	}

	/**
	 * Return the medians over all rounds.
	 */
	Map<Variant, SortedMap<Double, StepResult>> medians() {
		Map<Variant, SortedMap<Double, StepResult>> medians = new EnumMap<>(Variant.class);
		this.steps.forEach((variant, sweep) -> {
			SortedMap<Double, StepResult> each = new TreeMap<>();
			sweep.forEach((load, rounds) -> each.put(load, STEP.median(rounds)));
			medians.put(variant, each);
		});
		return medians;
	}

	Map<Variant, RejectionResult> rejections() {
		return this.rejections;
	}

}
