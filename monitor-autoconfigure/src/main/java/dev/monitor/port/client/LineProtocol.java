package dev.monitor.port.client;

import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * InfluxDB's <a href=
 * "https://docs.influxdata.com/influxdb/v1/write_protocols/line_protocol_reference/">line
 * protocol</a>.
 */
final class LineProtocol {

	private LineProtocol() {
	}

	/**
	 * Return a line of the one measurement, whose name is always the same.
	 * @param deployment a tag
	 * @param process a tag
	 * @param fields the numbers by name, at least one
	 * @param time when they were asked for
	 * @return the line, without a line break
	 * @throws IllegalArgumentException if a tag or name cannot be written; the message
	 * says why
	 */
	static String line(String deployment, String process, SortedMap<String, Number> fields, Instant time) {
		return fields.entrySet()
			.stream()
			.map(LineProtocol::field)
			.collect(Collectors.joining(",",
					"deployments,deployment=" + escape(deployment) + ",process=" + escape(process) + " ",
					" " + nanoseconds(time)));
	}

	/**
	 * Escape a tag or the name of a field.
	 * @param text the text
	 * @return the text, with backslashes before commas, equals signs and blanks
	 * @throws IllegalArgumentException if line protocol has no way to write it; the
	 * message says why
	 */
	static String escape(String text) {
		if (text.isEmpty()) {
			throw new IllegalArgumentException("is empty");
		}
		if (text.endsWith("\\")) {
			throw new IllegalArgumentException("ends in a backslash");
		}
		if (text.chars().anyMatch(Character::isISOControl)) {
			throw new IllegalArgumentException("has a line break or another control character in it");
		}
		return text.replaceAll("[,= ]", "\\\\$0");
	}

	/**
	 * Whole numbers and others are two types there, which a field must not change.
	 */
	private static String field(Map.Entry<String, Number> field) {
		return escape(field.getKey()) + "=" + field.getValue() + ((field.getValue() instanceof Long) ? "i" : "");
	}

	private static long nanoseconds(Instant time) {
		return Math.addExact(TimeUnit.SECONDS.toNanos(time.getEpochSecond()), time.getNano());
	}

}
