package dev.monitor.logging.query;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * What an event says of a statement's text. Parameters are no part of it, literals are.
 *
 * @param operation the first keyword, upper case; {@code null} if there is none
 * @param statement the text, of bounded length
 */
record SqlText(@Nullable String operation, String statement) {

	private static final int MAX_LENGTH = 2000;

	private static final int MAX_OPERATION = 32;

	private static final String CUT = "...";

	static SqlText of(String sql) {
		return new SqlText(operation(sql), shorten(sql));
	}

	private static String shorten(String sql) {
		if (sql.length() <= MAX_LENGTH) {
			return sql;
		}
		int end = MAX_LENGTH - CUT.length();
		return sql.substring(0, Character.isHighSurrogate(sql.charAt(end - 1)) ? end - 1 : end) + CUT;
	}

	private static @Nullable String operation(String sql) {
		int start = keyword(sql);
		int end = start;
		while (end < sql.length() && end - start < MAX_OPERATION && isLetter(sql.charAt(end))) {
			end++;
		}
		return (end > start) ? sql.substring(start, end).toUpperCase(Locale.ROOT) : null;
	}

	/**
	 * Find the first letter that is not part of a comment. What may stand before it are
	 * blanks, parentheses, and <code>{? =</code> of a call in JDBC's escape syntax.
	 */
	private static int keyword(String sql) {
		int at = 0;
		while (at < sql.length() && !isLetter(sql.charAt(at))) {
			if (sql.startsWith("--", at)) {
				at = after(sql, "\n", at);
			}
			else if (sql.startsWith("/*", at)) {
				at = after(sql, "*/", at + 2);
			}
			else {
				at++;
			}
		}
		return at;
	}

	private static int after(String sql, String end, int from) {
		int found = sql.indexOf(end, from);
		return (found >= 0) ? found + end.length() : sql.length();
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

}
