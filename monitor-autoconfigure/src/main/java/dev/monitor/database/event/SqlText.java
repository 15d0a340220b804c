package dev.monitor.database.event;

import dev.monitor.sql.SqlWords;
import org.jspecify.annotations.Nullable;

/**
 * What an event says of a statement's text. Parameters are no part of it, literals are.
 *
 * @param operation the first keyword, upper case; {@code null} if there is none
 * @param statement the text, of bounded length
 */
record SqlText(@Nullable String operation, String statement) {

	private static final int MAX_LENGTH = 2000;

	private static final String CUT = "...";

	static SqlText of(String sql) {
		return new SqlText(new SqlWords(sql).next(), shorten(sql));
	}

	private static String shorten(String sql) {
		if (sql.length() <= MAX_LENGTH) {
			return sql;
		}
		int end = MAX_LENGTH - CUT.length();
		return sql.substring(0, Character.isHighSurrogate(sql.charAt(end - 1)) ? end - 1 : end) + CUT;
	}

}
