package dev.monitor.logging.reader;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/**
 * What stands between quotes, unquoted as Go's JSON decoder does, which is what the
 * logfmt readers in Go do: also {@code \'} and {@code \/}, and U+FFFD for half a pair of
 * surrogates.
 */
final class JsonQuotes {

	private static final String ESCAPES = "\"\\/'bfnrt";

	private static final String MEANINGS = "\"\\/'\b\f\n\r\t";

	private final byte[] bytes;

	private final int end;

	private int at;

	private final ByteArrayOutputStream out = new ByteArrayOutputStream();

	private JsonQuotes(byte[] bytes, int from, int to) {
		this.bytes = bytes;
		this.at = from;
		this.end = to;
	}

	/**
	 * Unquote.
	 * @param bytes the line
	 * @param from where the quoted text begins, behind its quote
	 * @param to where it ends
	 * @return the text, {@code null} if it is not well-formed
	 */
	static @Nullable String unquote(byte[] bytes, int from, int to) {
		JsonQuotes quotes = new JsonQuotes(bytes, from, to);
		while (quotes.at < to) {
			if (!quotes.next()) {
				return null;
			}
		}
		return quotes.out.toString(StandardCharsets.UTF_8);
	}

	private boolean next() {
		int c = this.bytes[this.at] & 0xff;
		if (c == '"' || c < ' ') {
			return false;
		}
		this.at++;
		if (c != '\\') {
			this.out.write(c);
			return true;
		}
		if (this.at == this.end) {
			return false;
		}
		int kind = this.bytes[this.at++];
		if (kind == 'u') {
			return unicode();
		}
		int known = ESCAPES.indexOf(kind);
		if (known >= 0) {
			this.out.write(MEANINGS.charAt(known));
		}
		return known >= 0;
	}

	private boolean unicode() {
		int unit = hex(this.at);
		if (unit < 0) {
			return false;
		}
		this.at += 4;
		int scalar = unit;
		if (Character.isSurrogate((char) unit)) {
			int low = secondUnit();
			boolean pair = Character.isHighSurrogate((char) unit) && low >= 0 && Character.isLowSurrogate((char) low);
			scalar = pair ? Character.toCodePoint((char) unit, (char) low) : 0xfffd;
			this.at += pair ? 6 : 0;
		}
		this.out.writeBytes(Character.toString(scalar).getBytes(StandardCharsets.UTF_8));
		return true;
	}

	private int secondUnit() {
		boolean escape = this.at + 6 <= this.end && this.bytes[this.at] == '\\' && this.bytes[this.at + 1] == 'u';
		return escape ? hex(this.at + 2) : -1;
	}

	private int hex(int from) {
		if (from + 4 > this.end) {
			return -1;
		}
		int unit = 0;
		for (int i = from; i < from + 4; i++) {
			int digit = Character.digit((char) this.bytes[i], 16);
			if (digit < 0) {
				return -1;
			}
			unit = unit * 16 + digit;
		}
		return unit;
	}

}
