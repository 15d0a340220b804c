package dev.monitor.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value in a text ends: with its braces, with its quotes, or before what looks
 * like the next name or the next element. One that is not closed goes on to the end.
 */
public final class SecretValue {

	private static final Pattern NEXT = Pattern
		.compile("[;,](?:\\s|\\\\?[\"']?[\\w.\\[\\]-]++\\\\?[\"']?\\s*+[=:]|$)|</");

	/**
	 * A list, or an object as records and beans write it.
	 */
	private static final Pattern NESTED = Pattern.compile("[\\w.$]*+[\\[({]");

	private static final String OPENING = "[{(";

	private static final String CLOSING = "]})";

	/**
	 * Elsewhere an apostrophe is part of a word.
	 */
	private static final String BEFORE_QUOTE = "[{(,=: \t\r\n";

	private SecretValue() {
	}

	/**
	 * Tell whether a value begins with a quote, escaped or not.
	 * @param text the text
	 * @param start where the value begins
	 * @return whether it does
	 */
	public static boolean isQuoted(String text, int start) {
		return quote(text, start) != 0;
	}

	static int end(String text, int start) {
		if (text.startsWith("{", start)) {
			// connection strings quote with braces
			return Math.max(endOfNested(text, start), closed(text, start + 1, '}', 0));
		}
		if (isQuoted(text, start)) {
			return endOfQuoted(text, start);
		}
		Matcher nested = NESTED.matcher(text).region(start, text.length());
		Matcher next = NEXT.matcher(text);
		return next.find(nested.lookingAt() ? endOfNested(text, nested.end() - 1) : start) ? next.start()
				: text.length();
	}

	/**
	 * Find the end of a value in quotes.
	 * @param text the text
	 * @param start where the value begins
	 * @return the place behind the closing quote, or the length of the text
	 */
	public static int endOfQuoted(String text, int start) {
		int escapes = (text.charAt(start) == '\\') ? 1 : 0;
		return closed(text, start + escapes + 1, quote(text, start), escapes);
	}

	/**
	 * Find the end of a value in brackets of any kind, with all that it contains.
	 * Brackets in quotes do not count.
	 * @param text the text
	 * @param open where the opening bracket is
	 * @return the place behind the closing bracket, or the length of the text
	 */
	public static int endOfNested(String text, int open) {
		int depth = 0;
		int i = open;
		while (i < text.length()) {
			char c = text.charAt(i);
			if (OPENING.indexOf(c) >= 0) {
				depth++;
			}
			else if (CLOSING.indexOf(c) >= 0) {
				depth--;
				if (depth == 0) {
					return i + 1;
				}
			}
			else if (isQuoted(text, i) && BEFORE_QUOTE.indexOf(text.charAt(i - 1)) >= 0) {
				i = endOfQuoted(text, i) - 1;
			}
			i++;
		}
		return text.length();
	}

	/**
	 * Return the quote with which a value begins, escaped or not, 0 if there is none.
	 */
	private static char quote(String text, int start) {
		int at = text.startsWith("\\", start) ? start + 1 : start;
		char first = (at < text.length()) ? text.charAt(at) : 0;
		return (first == '"' || first == '\'') ? first : 0;
	}

	/**
	 * Find what closes. Two of it stand for one inside, and so does one with another
	 * number of backslashes before it than what opened had.
	 */
	private static int closed(String text, int from, char close, int escapes) {
		int backslashes = 0;
		for (int i = from; i < text.length(); i++) {
			char c = text.charAt(i);
			if (c == close && (close == '}' || ((escapes == 1) ? backslashes == 1 : backslashes % 2 == 0))) {
				if (i + 1 == text.length() || text.charAt(i + 1) != close || escapes == 1) {
					return i + 1;
				}
				i++;
			}
			backslashes = (c == '\\') ? backslashes + 1 : 0;
		}
		return text.length();
	}

}
