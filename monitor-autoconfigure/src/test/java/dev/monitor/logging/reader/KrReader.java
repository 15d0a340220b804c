package dev.monitor.logging.reader;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads a line as kr/logfmt does, the reader of l2met, written from its grammar: a key or
 * a bare value is anything above the space but {@code =} and {@code "}, what fits nowhere
 * is skipped, and only quotes can be wrong.
 */
public final class KrReader {

	private final byte[] line;

	private int at;

	private KrReader(byte[] line) {
		this.line = line;
	}

	/**
	 * Read a line.
	 * @param line the line
	 * @return its pairs
	 * @throws IllegalArgumentException if quotes do not end or hold what cannot be
	 * unquoted
	 */
	public static List<ReadPair> read(String line) {
		KrReader reader = new KrReader(line.getBytes(StandardCharsets.UTF_8));
		List<ReadPair> pairs = new ArrayList<>();
		while (reader.at < reader.line.length) {
			if (isIdent(reader.line[reader.at])) {
				String key = reader.ident();
				pairs.add(new ReadPair(key, reader.value()));
			}
			else {
				reader.at++;
			}
		}
		return pairs;
	}

	private String value() {
		if (this.at == this.line.length || this.line[this.at] != '=') {
			return "";
		}
		this.at++;
		if (this.at < this.line.length && this.line[this.at] == '"') {
			return quoted();
		}
		return ident();
	}

	private String ident() {
		int start = this.at;
		while (this.at < this.line.length && isIdent(this.line[this.at])) {
			this.at++;
		}
		return text(start, this.at);
	}

	private String quoted() {
		int start = ++this.at;
		boolean escaped = false;
		while (this.at < this.line.length && this.line[this.at] != '"') {
			boolean escape = this.line[this.at] == '\\';
			escaped |= escape;
			this.at += escape ? 2 : 1;
		}
		if (this.at >= this.line.length) {
			throw new IllegalArgumentException("unterminated string in " + text(0, this.line.length));
		}
		int end = this.at++;
		String value = escaped ? JsonQuotes.unquote(this.line, start, end) : text(start, end);
		if (value == null) {
			throw new IllegalArgumentException("error unquoting " + text(start, end));
		}
		return value;
	}

	private static boolean isIdent(byte b) {
		int c = b & 0xff;
		return c > ' ' && c != '=' && c != '"';
	}

	private String text(int from, int to) {
		return new String(this.line, from, to - from, StandardCharsets.UTF_8);
	}

}
