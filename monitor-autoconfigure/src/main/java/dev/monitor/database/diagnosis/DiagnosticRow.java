package dev.monitor.database.diagnosis;

import java.util.List;
import java.util.Locale;

import dev.monitor.status.DiagnosticColumn;
import org.jspecify.annotations.Nullable;

/**
 * A row, read by the names of its columns, for a sentence about it.
 *
 * @param columns the columns
 * @param values a value for each
 */
public record DiagnosticRow(List<DiagnosticColumn> columns, List<@Nullable Object> values) {

	private static final String[] SIZES = { "bytes", "kB", "MB", "GB", "TB" };

	/**
	 * Return a text.
	 * @param column name of the column
	 * @return the text, empty if it is unknown; a number without digits of fractions
	 */
	public String text(String column) {
		Object value = value(column);
		return (value instanceof Double number) ? String.format(Locale.ROOT, "%.0f", number)
				: (value != null) ? value.toString() : "";
	}

	/**
	 * Return a number.
	 * @param column name of the column
	 * @return the number, {@code NaN}, which no threshold is reached by, if it is unknown
	 */
	public double number(String column) {
		return (value(column) instanceof Number number) ? number.doubleValue() : Double.NaN;
	}

	/**
	 * Return a number as a text.
	 * @param column name of the column
	 * @return the number with one digit of its fraction, {@code NaN} if it is unknown
	 */
	public String decimal(String column) {
		return String.format(Locale.ROOT, "%.1f", number(column));
	}

	/**
	 * Return a number of bytes in words.
	 * @param column name of the column
	 * @return such as {@code 8.5 MB}
	 */
	public String size(String column) {
		double bytes = number(column);
		int unit = 0;
		while (bytes >= 1000 && unit < SIZES.length - 1) {
			bytes /= 1000;
			unit++;
		}
		return String.format(Locale.ROOT, (unit > 0) ? "%.1f %s" : "%.0f %s", bytes, SIZES[unit]);
	}

	private @Nullable Object value(String column) {
		for (int i = 0; i < this.columns.size(); i++) {
			if (this.columns.get(i).name().equals(column)) {
				return this.values.get(i);
			}
		}
		throw new IllegalArgumentException("No column " + column);
	}

}
