package dev.monitor.dashboard;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

import dev.monitor.http.JsonObject;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer;
import dev.monitor.status.DiagnosticColumn;
import dev.monitor.status.DiagnosticResult;
import dev.monitor.status.Diagnostics;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of a tab with what databases can be asked: {@code <database>} selects
 * the list, {@code <database>/<name>,<name>} has the database asked these, unless it was
 * a moment ago, and does not wait.
 *
 * @param tab the tab, without selection
 * @param diagnostics has databases asked
 * @param operatorsSeeValues whether operators see texts of statements
 */
public record DiagnosticsData(PageData tab, Diagnostics diagnostics, boolean operatorsSeeValues) implements PageData {

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		List<String> databases = this.diagnostics.databases();
		if (selection.isEmpty()) {
			JsonObject json = this.tab.write(selection, level);
			return (json != null) ? json.withArray("databases", databases) : null;
		}
		int slash = databases.contains(selection) ? selection.length() : selection.lastIndexOf('/');
		String database = selection.substring(0, Math.max(slash, 0));
		return databases.contains(database)
				? write(database, selection.substring(Math.min(slash + 1, selection.length())), level) : null;
	}

	private @Nullable JsonObject write(String database, String names, AccessLevel level) {
		List<Diagnostic> known = this.diagnostics.of(database);
		JsonObject json = new JsonObject().withArray("diagnostics",
				known.stream().map(DiagnosticsData::describe).toList());
		if (names.isEmpty()) {
			return json;
		}
		List<String> asked = Arrays.asList(names.split(","));
		boolean showValues = this.operatorsSeeValues && level == AccessLevel.OPERATE;
		List<JsonObject> answers = known.stream()
			.map(Diagnostic::name)
			.filter(asked::contains)
			.map((name) -> json(this.diagnostics.ask(database, name, showValues)))
			.toList();
		return answers.isEmpty() ? null : json.withArray("answers", answers);
	}

	private static JsonObject describe(Diagnostic diagnostic) {
		return new JsonObject().with("name", diagnostic.name())
			.with("title", diagnostic.title())
			.with("tells", diagnostic.tells())
			.with("threshold", diagnostic.threshold())
			.with("remedy", diagnostic.remedy());
	}

	private static JsonObject json(DiagnosticAnswer answer) {
		JsonObject json = new JsonObject().with("name", answer.name())
			.with("state", answer.state().name().toLowerCase(Locale.ROOT))
			.withNumber("age", answer.age().toMillis() / 1000.0)
			.with("reason", answer.reason());
		DiagnosticResult result = answer.result();
		return (result != null) ? json.withArray("findings", result.findings())
			.withArray("notes", result.notes())
			.withArray("columns", result.columns().stream().map(DiagnosticsData::name).toList())
			.withArray("rows", result.rows().stream().map(DiagnosticsData::values).toList())
			.with("more", result.truncated() ? 1 : 0) : json;
	}

	/**
	 * Write a column as those of sections are named: by its unit at the end.
	 */
	private static String name(DiagnosticColumn column) {
		return switch (column.unit()) {
			case "" -> column.name();
			case "s" -> column.name() + "_seconds";
			case "ms", "bytes" -> column.name() + '_' + column.unit();
			default -> column.name() + " in " + column.unit();
		};
	}

	private static List<Object> values(List<@Nullable Object> row) {
		List<Object> values = new ArrayList<>(row.size());
		for (Object value : row) {
			values.add((value != null) ? value : Double.NaN);
		}
		return values;
	}

}
