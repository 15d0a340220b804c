package dev.monitor.status;

import java.util.List;
import java.util.Map;

import org.apiguardian.api.API;

/**
 * What a {@link StatusSource} tells: numbers by name, and a table. Either may be empty.
 * Immutable.
 *
 * @param numbers the numbers, in the order in which to print them; a name is lower case
 * with underscores and says the unit, as {@code size_in_bytes} does
 * @param rows the table, in the order in which to print it; all rows have the same names
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record StatusSection(Map<String, Number> numbers, List<StatusRow> rows) {

	/**
	 * Nothing yet.
	 */
	public static final StatusSection EMPTY = new StatusSection(Map.of(), List.of());

	/**
	 * Create a section, with copies that keep the order.
	 * @param numbers the numbers by name
	 * @param rows the table, empty for none
	 * @throws IllegalArgumentException if a row has other names than the first
	 */
	public StatusSection {
		numbers = StatusRow.copy(numbers);
		rows = List.copyOf(rows);
		for (StatusRow row : rows) {
			if (!row.isLike(rows.get(0))) {
				throw new IllegalArgumentException("%s has other names than %s".formatted(row, rows.get(0)));
			}
		}
	}

	/**
	 * Add a number.
	 * @param name its name
	 * @param number the number
	 * @return this section with the number behind the others
	 */
	public StatusSection with(String name, Number number) {
		return new StatusSection(StatusRow.add(this.numbers, name, number), this.rows);
	}

	/**
	 * Set the table.
	 * @param table the table
	 * @return this section with the table
	 */
	public StatusSection with(List<StatusRow> table) {
		return new StatusSection(this.numbers, table);
	}

}
