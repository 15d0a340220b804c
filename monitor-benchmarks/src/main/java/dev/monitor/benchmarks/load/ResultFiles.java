package dev.monitor.benchmarks.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * Results of every round as comma separated values.
 */
final class ResultFiles {

	private static final Columns<StepResult> STEP = new Columns<>(StepResult.class);

	private static final Columns<RejectionResult> REJECTION = new Columns<>(RejectionResult.class);

	private ResultFiles() {
	}

	static void write(Results results, Path folder) throws IOException {
		List<String> steps = new ArrayList<>();
		steps.add("variant,load,round," + String.join(",", STEP.names()));
		results.rounds().forEach((variant, sweep) -> sweep.forEach((load, rounds) -> {
			for (int round = 0; round < rounds.size(); round++) {
				steps.add(String.join(",", variant.id(), load.toString(), Integer.toString(round),
						joined(STEP.values(rounds.get(round)))));
			}
		}));
		Files.write(folder.resolve("steps.csv"), steps);
		List<String> rejections = new ArrayList<>();
		rejections.add("variant," + String.join(",", REJECTION.names()));
		results.rejections()
			.forEach((variant, result) -> rejections.add(variant.id() + "," + joined(REJECTION.values(result))));
		Files.write(folder.resolve("rejections.csv"), rejections);
	}

	private static String joined(double... values) {
		return Arrays.stream(values)
			.mapToObj((value) -> Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.3f", value))
			.collect(Collectors.joining(","));
	}

}
