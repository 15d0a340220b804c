package dev.monitor.performance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;

/**
 * What is in the heap, by class: {@code instances} and {@code bytes} of all, and a row
 * for each of the 200 classes that take the most, these first, with the same numbers.
 * What nobody refers to any more is counted too: to leave it out would take a full
 * garbage collection. The JVM stands still while it counts, about 0.1 to 1 s for each
 * gigabyte.
 */
public final class ClassHistogram {

	private static final int MOST_ROWS = 200;

	private static final Pattern LINE = Pattern.compile("\\s*\\d+:\\s+(\\d+)\\s+(\\d+)\\s+(\\S+).*");

	private static final Pattern TOTAL = Pattern.compile("Total\\s+(\\d+)\\s+(\\d+)\\s*");

	private static final String PRIMITIVES = "ZbooleanBbyteCcharDdoubleFfloatIintJlongSshort";

	private ClassHistogram() {
	}

	/**
	 * Have the JVM count.
	 * @return the section
	 * @throws IllegalStateException if it cannot
	 */
	public static StatusSection take() {
		Object text = new PlatformBean("com.sun.management:type=DiagnosticCommand").call("gcClassHistogram",
				new String[] { "-all" });
		if (!(text instanceof String histogram)) {
			throw new IllegalStateException("This JVM has no command GC.class_histogram");
		}
		return parse(histogram);
	}

	static StatusSection parse(String histogram) {
		List<StatusRow> rows = new ArrayList<>();
		StatusSection section = StatusSection.EMPTY;
		for (String line : (Iterable<String>) histogram.lines()::iterator) {
			Matcher row = LINE.matcher(line);
			Matcher total = TOTAL.matcher(line);
			if (rows.size() < MOST_ROWS && row.matches()) {
				rows.add(new StatusRow(name(row.group(3)), numbers(row), Map.of()));
			}
			else if (total.matches()) {
				section = new StatusSection(numbers(total), List.of());
			}
		}
		return section.with(rows);
	}

	private static Map<String, Number> numbers(Matcher line) {
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("instances", Long.parseLong(line.group(1)));
		numbers.put("bytes", Long.parseLong(line.group(2)));
		return numbers;
	}

	/**
	 * Write the name of a class as the source does: {@code byte[]} for {@code [B}.
	 */
	private static String name(String internal) {
		int dimensions = internal.lastIndexOf('[') + 1;
		String element = internal.substring(dimensions);
		if (dimensions == 0) {
			return internal;
		}
		if (element.startsWith("L")) {
			element = element.substring(1, element.length() - 1);
		}
		else {
			Matcher primitive = Pattern.compile(element + "([a-z]+)").matcher(PRIMITIVES);
			element = primitive.find() ? primitive.group(1) : element;
		}
		return element + "[]".repeat(dimensions);
	}

}
