package dev.monitor.status;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a {@link StatusSource} tells: numbers by name, and a table. Either may be empty.
 * Immutable.
 *
 * @param numbers the numbers, in the order in which to print them; a name is lower case
 * with underscores and says the unit, as {@code size_in_bytes} does
 * @param columns the names of the table's columns
 * @param rows the table, in the order in which to print it; an empty text is an unknown
 * value
 */
public record StatusSection(Map<String, Number> numbers, List<String> columns, List<List<String>> rows) {

	/**
	 * Create a section.
	 * @throws IllegalArgumentException if a row has more or fewer texts than there are
	 * columns
	 */
	public StatusSection {
		numbers = Collections.unmodifiableMap(new LinkedHashMap<>(numbers));
		columns = List.copyOf(columns);
		rows = rows.stream().map(List::copyOf).toList();
		for (List<String> row : rows) {
			if (row.size() != columns.size()) {
				throw new IllegalArgumentException("%d texts for the columns %s".formatted(row.size(), columns));
			}
		}
	}

	public static StatusSection ofNumbers(Map<String, Number> numbers) {
		return new StatusSection(numbers, List.of(), List.of());
	}

}
