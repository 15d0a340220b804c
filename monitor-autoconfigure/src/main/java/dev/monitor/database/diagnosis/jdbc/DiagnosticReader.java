package dev.monitor.database.diagnosis.jdbc;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import dev.monitor.database.jdbc.LimitedStatements;
import dev.monitor.sql.SqlWords;
import dev.monitor.status.DiagnosticResult;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a database says to one query: at most 100 rows, of which each text is one
 * line of at most 1000 characters.
 */
final class DiagnosticReader {

	private static final int MAX_ROWS = 100;

	private static final int MAX_LENGTH = 1000;

	private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}\\u2028\\u2029]+");

	private final List<List<@Nullable Object>> rows = new ArrayList<>();

	private final List<String> findings = new ArrayList<>();

	private final List<String> notes = new ArrayList<>();

	private final DiagnosticQuery query;

	private final boolean showValues;

	private boolean more;

	private boolean enough;

	DiagnosticReader(DiagnosticQuery query, boolean showValues) {
		this.query = query;
		this.showValues = showValues;
	}

	void read(LimitedStatements statements) throws SQLException {
		if (!this.query.notes().isEmpty()) {
			statements.query(this.query.notes(), (row) -> {
				note(oneLine(row.getString(1)));
				this.enough |= row.getBoolean(2);
			});
		}
		if (!this.enough) {
			statements.query(this.query.sql(), MAX_ROWS + 1, this::read);
		}
	}

	void note(String note) {
		this.notes.add(note);
	}

	DiagnosticResult result() {
		return new DiagnosticResult(this.query.columns(), this.rows, this.more, this.findings, this.notes);
	}

	private void read(ResultSet row) throws SQLException {
		if (this.rows.size() == MAX_ROWS) {
			this.more = true;
			return;
		}
		List<@Nullable Object> values = new ArrayList<>();
		for (int i = 0; i < this.query.columns().size(); i++) {
			boolean statement = this.query.columns().get(i).name().endsWith("statement");
			Object value = value(row.getObject(i + 1));
			values.add((statement && !this.showValues && value != null) ? command(value) : value);
		}
		this.rows.add(values);
		String finding = this.query.finding().apply(new DiagnosticRow(this.query.columns(), values));
		if (finding != null) {
			this.findings.add(finding);
		}
	}

	private static String command(Object statement) {
		return Objects.requireNonNullElse(new SqlWords(statement.toString()).next(), "");
	}

	private static @Nullable Object value(@Nullable Object value) {
		if (value instanceof Number number) {
			boolean whole = number instanceof Long || number instanceof Integer || number instanceof Short
					|| number instanceof BigInteger || (number instanceof BigDecimal decimal && decimal.scale() <= 0);
			return whole ? (Object) number.longValue() : (Object) number.doubleValue();
		}
		return (value != null) ? oneLine(value.toString()) : null;
	}

	private static String oneLine(String text) {
		String cut = (text.length() <= MAX_LENGTH) ? text : text.substring(0, MAX_LENGTH - 3) + "...";
		return CONTROL.matcher(cut).replaceAll(" ");
	}

}
