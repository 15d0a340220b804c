package dev.monitor.metricline;

import java.util.ArrayList;
import java.util.List;

import dev.monitor.logging.reader.KrReader;
import dev.monitor.logging.reader.ReadPair;
import org.jspecify.annotations.Nullable;

/**
 * Reads numbers out of a line as l2met does, written from the rules of its parser: the
 * key's prefix tells the type, the value is read up to the first byte that is neither a
 * digit nor the first point, the rest is the unit, and an empty value is 1.
 */
public final class L2metReader {

	private L2metReader() {
	}

	/**
	 * Read a line. One that kr/logfmt does not understand has no numbers.
	 * @param line the line
	 * @return the numbers, in order
	 */
	public static List<Tuple> read(String line) {
		List<Tuple> tuples = new ArrayList<>();
		List<ReadPair> pairs = pairs(line);
		String source = pairs.stream()
			.filter((pair) -> pair.key().equals("source"))
			.map(ReadPair::value)
			.findFirst()
			.orElse("");
		for (ReadPair pair : pairs) {
			Tuple tuple = tuple(source, pair.key(), pair.value());
			if (tuple != null) {
				tuples.add(tuple);
			}
		}
		return tuples;
	}

	private static List<ReadPair> pairs(String line) {
		try {
			return KrReader.read(line);
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
	}

	static @Nullable Tuple tuple(String source, String key, String value) {
		for (String prefix : new String[] { "measure#", "sample#", "count#", "measure." }) {
			if (key.startsWith(prefix)) {
				String type = prefix.substring(0, prefix.length() - 1);
				String digits = value.isEmpty() ? "1" : digits(value);
				return digits.isEmpty() ? null : new Tuple(source, type, key.substring(prefix.length()),
						Double.parseDouble(digits), value.replaceAll("^[0-9.]+|[0-9.]+$", ""));
			}
		}
		return null;
	}

	private static String digits(String value) {
		int end = 0;
		boolean point = false;
		while (end < value.length() && (Character.isDigit(value.charAt(end)) || (value.charAt(end) == '.' && !point))) {
			point |= value.charAt(end) == '.';
			end++;
		}
		return value.substring(0, end);
	}

	/**
	 * A number.
	 *
	 * @param source where it comes from
	 * @param type count, sample or measure
	 * @param name its name
	 * @param value the number
	 * @param unit its unit, may be empty
	 */
	public record Tuple(String source, String type, String name, double value, String unit) {

	}

}
