package dev.monitor.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import dev.monitor.http.JsonObject;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;

/**
 * A section as the page reads it: numbers by name, then the table as names of columns and
 * rows of values, with the number of all rows if there are more.
 */
final class SectionJson {

	private SectionJson() {
	}

	static JsonObject of(StatusSection section, int maxRows) {
		List<StatusRow> rows = section.rows();
		return new JsonObject().withObject("numbers", numbers(section))
			.withArray("columns", rows.isEmpty() ? List.of() : columns(rows.get(0)))
			.withArray("rows", rows.stream().limit(maxRows).map(SectionJson::values).toList())
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

	private static Collection<Object> values(StatusRow row) {
		List<Object> values = new ArrayList<>(List.of(row.name()));
		for (Map<String, ?> part : List.of(row.numbers(), row.texts())) {
			values.addAll(part.values());
		}
		return values;
	}

}
