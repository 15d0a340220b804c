package dev.monitor.port.client;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads JSON as <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a> has it, and
 * nothing else: no comments, no NaN, no name twice in an object, no number that a
 * {@link Long} or {@link Double} cannot hold, and no more than 16 levels.
 */
final class JsonReader {

	private static final int MAX_DEPTH = 16;

	private static final Pattern NUMBER = Pattern.compile("-?+(?:0|[1-9][0-9]*+)(\\.[0-9]++)?+([eE][+-]?+[0-9]++)?+");

	private static final Pattern HEX = Pattern.compile("[0-9a-fA-F]{4}");

	private final String text;

	private int at;

	private JsonReader(String text) {
		this.text = text;
	}

	/**
	 * Read a text.
	 * @param text JSON, with blanks and line breaks around it or not
	 * @return a map, list, string, {@link Long}, {@link Double}, boolean, or null: a
	 * number is a {@link Double} if it has a fraction or an exponent
	 * @throws IllegalArgumentException if it is no JSON; the message says where
	 */
	static @Nullable Object read(String text) {
		JsonReader reader = new JsonReader(text);
		Object value = reader.value(0);
		reader.blanks();
		if (reader.at < text.length()) {
			throw reader.problem();
		}
		return value;
	}

	private @Nullable Object value(int depth) {
		blanks();
		return switch (next()) {
			case '{' -> object(depth + 1);
			case '[' -> array(depth + 1);
			case '"' -> string();
			case 't' -> word("true", true);
			case 'f' -> word("false", false);
			case 'n' -> word("null", null);
			default -> number();
		};
	}

	private Map<String, @Nullable Object> object(int depth) {
		Map<String, @Nullable Object> members = new LinkedHashMap<>();
		for (boolean more = begins(depth, '}'); more; more = goesOn('}')) {
			blanks();
			String name = string();
			blanks();
			expect(':');
			if (members.containsKey(name)) {
				throw problem();
			}
			members.put(name, value(depth));
		}
		return members;
	}

	private List<@Nullable Object> array(int depth) {
		List<@Nullable Object> elements = new ArrayList<>();
		for (boolean more = begins(depth, ']'); more; more = goesOn(']')) {
			elements.add(value(depth));
		}
		return elements;
	}

	private boolean begins(int depth, char end) {
		if (depth > MAX_DEPTH) {
			throw problem();
		}
		this.at++;
		blanks();
		if (next() == end) {
			this.at++;
			return false;
		}
		return true;
	}

	private boolean goesOn(char end) {
		blanks();
		if (next() == end) {
			this.at++;
			return false;
		}
		expect(',');
		return true;
	}

	private String string() {
		expect('"');
		StringBuilder string = new StringBuilder();
		while (next() != '"') {
			char next = next();
			if (next < ' ') {
				throw problem();
			}
			this.at++;
			string.append((next == '\\') ? escaped() : next);
		}
		this.at++;
		return string.toString();
	}

	private char escaped() {
		char next = next();
		this.at++;
		return switch (next) {
			case '"', '\\', '/' -> next;
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'u' -> (char) Integer.parseInt(match(HEX).group(), 16);
			default -> throw problem();
		};
	}

	private Number number() {
		Matcher number = match(NUMBER);
		try {
			if (number.group(1) == null && number.group(2) == null) {
				return Long.valueOf(number.group());
			}
			double value = Double.parseDouble(number.group());
			if (Double.isFinite(value)) {
				return value;
			}
		}
		catch (NumberFormatException ex) {
			// Only one beyond 64 bits comes here.
		}
		throw problem();
	}

	private @Nullable Object word(String word, @Nullable Boolean value) {
		if (!this.text.startsWith(word, this.at)) {
			throw problem();
		}
		this.at += word.length();
		return value;
	}

	private Matcher match(Pattern pattern) {
		Matcher matcher = pattern.matcher(this.text).region(this.at, this.text.length());
		if (!matcher.lookingAt()) {
			throw problem();
		}
		this.at = matcher.end();
		return matcher;
	}

	private void expect(char wanted) {
		if (next() != wanted) {
			throw problem();
		}
		this.at++;
	}

	private char next() {
		return (this.at < this.text.length()) ? this.text.charAt(this.at) : 0;
	}

	private void blanks() {
		while (this.at < this.text.length() && " \t\n\r".indexOf(this.text.charAt(this.at)) >= 0) {
			this.at++;
		}
	}

	private IllegalArgumentException problem() {
		return new IllegalArgumentException("No JSON at character " + (this.at + 1));
	}

}
