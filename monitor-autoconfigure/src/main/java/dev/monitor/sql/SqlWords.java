package dev.monitor.sql;

import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * Reads the words of a statement, one after the other, passing over comments, literals
 * and quoted names. Not thread-safe.
 */
public final class SqlWords {

	private static final int MAX_LENGTH = 32;

	private final String sql;

	private int at;

	private int depth;

	/**
	 * Begin before the first word.
	 * @param sql the statement, well-formed or not
	 */
	public SqlWords(String sql) {
		this.sql = sql;
	}

	/**
	 * Read the next word: ASCII letters, digits and underscores, a letter first.
	 * @return the word in upper case, cut after 32 characters; {@code null} at the end
	 */
	public @Nullable String next() {
		while (this.at < this.sql.length()) {
			char c = this.sql.charAt(this.at);
			if (isLetter(c)) {
				return word();
			}
			pass(c);
		}
		return null;
	}

	/**
	 * Return how many parentheses stand open around the word that was read last.
	 * @return the number of open parentheses
	 */
	public int depth() {
		return this.depth;
	}

	private String word() {
		int start = this.at;
		while (this.at < this.sql.length() && isPart(this.sql.charAt(this.at))) {
			this.at++;
		}
		return this.sql.substring(start, Math.min(this.at, start + MAX_LENGTH)).toUpperCase(Locale.ROOT);
	}

	private void pass(char c) {
		if (this.sql.startsWith("--", this.at)) {
			passTo("\n", this.at);
		}
		else if (this.sql.startsWith("/*", this.at)) {
			passTo("*/", this.at + 2);
		}
		else if (c == '\'' || c == '"' || c == '`') {
			passTo(String.valueOf(c), this.at + 1);
		}
		else {
			this.depth += (c == '(') ? 1 : (c == ')') ? -1 : 0;
			this.at++;
		}
	}

	private void passTo(String end, int from) {
		int found = this.sql.indexOf(end, from);
		this.at = (found >= 0) ? found + end.length() : this.sql.length();
	}

	private static boolean isLetter(char c) {
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	}

	private static boolean isPart(char c) {
		return isLetter(c) || (c >= '0' && c <= '9') || c == '_';
	}

}
