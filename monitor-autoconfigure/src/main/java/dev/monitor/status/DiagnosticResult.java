package dev.monitor.status;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What a database said to a {@link Diagnostic}. All texts are data of the database, one
 * line each, and may contain markup. Immutable.
 *
 * @param columns the columns
 * @param rows a value for each column: {@link String}, {@link Long}, {@link Double}, or
 * {@code null} for what is unknown
 * @param truncated whether there are more rows
 * @param findings sentences that say what is wrong and what to do; empty if all is well
 * @param notes what the rows lack and how to get it, such as a {@code GRANT}
 */
public record DiagnosticResult(List<DiagnosticColumn> columns, List<List<@Nullable Object>> rows, boolean truncated,
		List<String> findings, List<String> notes) {

	/**
	 * Create the result, with copies of the lists.
	 * @param columns the columns
	 * @param rows a value for each column
	 * @param truncated whether there are more rows
	 * @param findings sentences
	 * @param notes sentences
	 */
	public DiagnosticResult {
		columns = List.copyOf(columns);
		List<List<@Nullable Object>> copies = new ArrayList<>(rows.size());
		for (List<@Nullable Object> row : rows) {
			copies.add(Collections.unmodifiableList(new ArrayList<>(row)));
		}
		rows = Collections.unmodifiableList(copies);
		findings = List.copyOf(findings);
		notes = List.copyOf(notes);
	}

}
