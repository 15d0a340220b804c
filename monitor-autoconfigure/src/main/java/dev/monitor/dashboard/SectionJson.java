package dev.monitor.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

import dev.monitor.http.JsonObject;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.jspecify.annotations.Nullable;

/**
 * A section as the page reads it: numbers by name, then the table as names of columns and
 * rows of values, with the number of all rows if there are more.
 */
final class SectionJson {

	private SectionJson() {
	}

	static JsonObject of(StatusSection section, int maxRows) {
		List<StatusRow> rows = section.rows();
		JsonObject json = new JsonObject().withObject("numbers", numbers(section));
		if (rows.isEmpty()) {
			return json.withArray("columns", List.of()).withArray("rows", List.of()).with("total", 0);
		}
		StatusRow first = rows.get(0);
		return json.withArray("columns", columns(first))
			.withArray("rows", rows.stream().limit(maxRows).map((row) -> values(row, first)).toList())
			.with("total", rows.size());
	}

	static JsonObject numbers(StatusSection section) {
		JsonObject numbers = new JsonObject();
		section.numbers().forEach(numbers::withNumber);
		return numbers;
	}

	private static List<String> columns(StatusRow row) {
		List<String> names = new ArrayList<>(List.of("name"));
		names.addAll(row.numbers().keySet());
		names.addAll(row.texts().keySet());
		return names;
	}

	/**
	 * All rows have the same names, but not in the same order where a source keeps them
	 * in a map that has none.
	 */
	private static Collection<@Nullable Object> values(StatusRow row, StatusRow first) {
		List<@Nullable Object> values = new ArrayList<>(List.of(row.name()));
		first.numbers().keySet().forEach((name) -> values.add(row.numbers().get(name)));
		first.texts().keySet().forEach((name) -> values.add(row.texts().get(name)));
		return values;
	}

}
