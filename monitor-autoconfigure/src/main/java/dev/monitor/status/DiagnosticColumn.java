package dev.monitor.status;

/**
 * A column of a {@link DiagnosticResult}.
 *
 * @param name its name, in lower case, blanks between words
 * @param unit unit of its numbers, such as {@code bytes} or {@code s}; empty for texts
 * and for what is counted
 */
public record DiagnosticColumn(String name, String unit) {

	/**
	 * Read a column.
	 * @param column a name, and the unit in brackets if there is one, as in
	 * {@code size [bytes]}
	 * @return the column
	 */
	public static DiagnosticColumn of(String column) {
		int unit = column.indexOf(" [");
		return (unit < 0) ? new DiagnosticColumn(column, "")
				: new DiagnosticColumn(column.substring(0, unit), column.substring(unit + 2, column.length() - 1));
	}

}
