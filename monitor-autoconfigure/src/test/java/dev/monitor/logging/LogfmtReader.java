package dev.monitor.logging;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Strict reader of key=value lines, written from the grammar of go-logfmt's decoder with
 * its JSON unquoting: whatever that one takes for an error is an error here, and so are
 * bare keys, anything but one space between pairs, and bytes that are not UTF-8.
 */
public final class LogfmtReader {

	private final byte[] line;

	private int at;

	private LogfmtReader(byte[] line) {
		this.line = line;
	}

	/**
	 * Read one line.
	 * @param line the line with its end
	 * @return the pairs in order
	 */
	public static Map<String, String> read(byte[] line) {
		Map<String, String> pairs = new LinkedHashMap<>();
		for (Entry entry : entries(line)) {
			if (pairs.put(entry.key(), entry.value()) != null) {
				throw new IllegalArgumentException("Duplicate key " + entry.key());
			}
		}
		return pairs;
	}

	/**
	 * Read one line.
	 * @param line the line with its end
	 * @return the pairs in order, and whether their values are quoted
	 */
	public static List<Entry> entries(byte[] line) {
		if (line.length == 0 || line[line.length - 1] != '\n') {
			throw new IllegalArgumentException("No end of line");
		}
		LogfmtReader reader = new LogfmtReader(line);
		List<Entry> entries = new ArrayList<>();
		while (reader.at < line.length - 1) {
			if (!entries.isEmpty()) {
				reader.expect(' ');
			}
			entries.add(reader.pair());
		}
		return entries;
	}

	private Entry pair() {
		int start = this.at;
		while (isIdent(this.line[this.at])) {
			this.at++;
		}
		if (start == this.at) {
			throw error("no key");
		}
		String key = text(start, this.at);
		expect('=');
		if (this.line[this.at] == '"') {
			return new Entry(key, quoted(), true);
		}
		start = this.at;
		while (isIdent(this.line[this.at])) {
			this.at++;
		}
		if (start == this.at) {
			throw error("no value");
		}
		return new Entry(key, text(start, this.at), false);
	}

	private String quoted() {
		this.at++;
		StringBuilder value = new StringBuilder();
		int start = this.at;
		while (this.line[this.at] != '"') {
			int c = this.line[this.at] & 0xff;
			if (c < ' ') {
				throw error("control character in quotes");
			}
			if (c == '\\') {
				value.append(text(start, this.at)).append(escape());
				start = this.at;
			}
			else {
				this.at++;
			}
		}
		value.append(text(start, this.at));
		this.at++;
		return value.toString();
	}

	private char escape() {
		char kind = (char) this.line[this.at + 1];
		this.at += 2;
		return switch (kind) {
			case '"', '\\', '/', '\'' -> kind;
			case 'n' -> '\n';
			case 'r' -> '\r';
			case 't' -> '\t';
			case 'b' -> '\b';
			case 'f' -> '\f';
			case 'u' -> {
				this.at += 4;
				yield (char) Integer.parseInt(text(this.at - 4, this.at), 16);
			}
			default -> throw error("escape " + kind);
		};
	}

	private void expect(char c) {
		if (this.line[this.at] != c) {
			throw error("no '" + c + "'");
		}
		this.at++;
	}

	private static boolean isIdent(byte b) {
		int c = b & 0xff;
		return c > ' ' && c != '=' && c != '"';
	}

	private String text(int from, int to) {
		try {
			return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(this.line, from, to - from)).toString();
		}
		catch (CharacterCodingException ex) {
			throw error("not UTF-8");
		}
	}

	private IllegalArgumentException error(String problem) {
		return new IllegalArgumentException(
				problem + " at " + this.at + " of " + new String(this.line, StandardCharsets.UTF_8));
	}

	/**
	 * A pair.
	 *
	 * @param key its key
	 * @param value its value
	 * @param quoted whether the value stands in quotes
	 */
	public record Entry(String key, String value, boolean quoted) {

	}

}
