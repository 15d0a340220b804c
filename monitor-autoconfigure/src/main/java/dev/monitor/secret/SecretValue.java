package dev.monitor.secret;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a value in a text ends: with its braces, with its quotes, or before what looks
 * like the next name or the next element. One that is not closed goes on to the end.
 */
final class SecretValue {

	private static final Pattern NEXT = Pattern
		.compile("[;,](?:\\s|\\\\?[\"']?[\\w.\\[\\]-]++\\\\?[\"']?\\s*+[=:]|$)|</");

	private SecretValue() {
	}

	static boolean isQuoted(String text, int start) {
		return quote(text, start) != 0;
	}

	static int end(String text, int start) {
		if (text.startsWith("{", start)) {
			return closed(text, start + 1, '}', 0);
		}
		char quote = quote(text, start);
		if (quote != 0) {
			int escapes = (text.charAt(start) == '\\') ? 1 : 0;
			return closed(text, start + escapes + 1, quote, escapes);
		}
		Matcher next = NEXT.matcher(text);
		return next.find(start) ? next.start() : text.length();
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
