package dev.monitor.database.diagnosis;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticColumn;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Diagnostic} with the SQL that asks it.
 *
 * @param diagnostic what it is about
 * @param columns the columns of its rows; one whose name ends with {@code statement} has
 * the text of a statement
 * @param notes SQL that tells what the rows lack: a sentence, and whether to ask no
 * further; empty if they never lack anything
 * @param sql SQL of the rows, the worst first
 * @param finding says what is wrong with a row, {@code null} if nothing is
 */
public record DiagnosticQuery(Diagnostic diagnostic, List<DiagnosticColumn> columns, String notes, String sql,
		Function<DiagnosticRow, @Nullable String> finding) {

	/**
	 * Return columns.
	 * @param columns each a name, and its unit in brackets if it has one
	 * @return the columns
	 */
	public static List<DiagnosticColumn> columns(String... columns) {
		return Stream.of(columns).map(DiagnosticColumn::of).toList();
	}

	/**
	 * Return the name of the diagnostic.
	 * @return the name
	 */
	public String name() {
		return this.diagnostic.name();
	}

}
