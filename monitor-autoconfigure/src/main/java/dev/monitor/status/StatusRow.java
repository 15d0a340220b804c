package dev.monitor.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

import org.apiguardian.api.API;

/**
 * A row of a table: what it is about, and what is known of that. Immutable.
 *
 * @param name what it is about, such as a data source or a gate; a table may have several
 * rows about the same
 * @param numbers the numbers by name, in the order in which to print them, named as those
 * of a {@link StatusSection}
 * @param texts the texts by name, behind the numbers; an empty one is an unknown value
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record StatusRow(String name, Map<String, Number> numbers, Map<String, String> texts) {

	/**
	 * Create the row, with copies that keep the order.
	 * @param name what it is about
	 * @param numbers the numbers by name
	 * @param texts the texts by name
	 */
	public StatusRow {
		numbers = copy(numbers);
		texts = copy(texts);
	}

	/**
	 * Create a row without numbers and texts.
	 * @param name what it is about
	 * @return the row
	 */
	public static StatusRow of(String name) {
		return new StatusRow(name, Map.of(), Map.of());
	}

	/**
	 * Add a number.
	 * @param key its name
	 * @param number the number
	 * @return this row with the number behind the others
	 */
	public StatusRow with(String key, Number number) {
		return new StatusRow(this.name, add(this.numbers, key, number), this.texts);
	}

	/**
	 * Add a text.
	 * @param key its name
	 * @param text the text
	 * @return this row with the text behind the others
	 */
	public StatusRow with(String key, String text) {
		return new StatusRow(this.name, this.numbers, add(this.texts, key, text));
	}

	boolean isLike(StatusRow other) {
		return this.numbers.keySet().equals(other.numbers.keySet()) && this.texts.keySet().equals(other.texts.keySet());
	}

	static <V> Map<String, V> copy(Map<String, V> values) {
		return Collections.unmodifiableMap(new LinkedHashMap<>(values));
	}

	static <V> Map<String, V> add(Map<String, V> values, String key, V value) {
		Map<String, V> all = new LinkedHashMap<>(values);
		all.put(key, value);
		return all;
	}

}
