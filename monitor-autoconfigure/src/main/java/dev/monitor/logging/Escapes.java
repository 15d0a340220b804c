package dev.monitor.logging;

/**
 * Text as the inside of a quoted value, the same in both forms: UTF-8, with
 * {@code \" \\ \n \r \t} and <code>&#92;u</code> escapes for what could end a line, steer
 * a terminal or hide in it (other C0, DEL, C1, line and paragraph separators, marks that
 * change the writing direction, the byte order mark). A lone surrogate becomes U+FFFD.
 * Every JSON reader and every logfmt reader that knows JSON escapes reads it back.
 */
final class Escapes {

	private static final int LONGEST = 6;

	private static final byte UNICODE = 'u';

	private static final byte[] ASCII = new byte[128];

	private static final byte[] HEX = { '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e',
			'f' };

	static {
		for (int c = 0; c < ' '; c++) {
			ASCII[c] = UNICODE;
		}
		ASCII[0x7f] = UNICODE;
		ASCII['\n'] = 'n';
		ASCII['\r'] = 'r';
		ASCII['\t'] = 't';
		ASCII['"'] = '"';
		ASCII['\\'] = '\\';
	}

	private Escapes() {
	}

	/**
	 * Append text in quotes.
	 * @param out the line
	 * @param text the text
	 */
	static void quoted(LineBuffer out, String text) {
		out.put('"');
		append(out, text, false);
		out.put('"');
	}

	/**
	 * Append JSON text as it is, with escapes for what may stand in its strings only.
	 * @param out the line
	 * @param json valid JSON without line breaks
	 */
	static void json(LineBuffer out, String json) {
		append(out, json, true);
	}

	private static void append(LineBuffer out, String text, boolean json) {
		int end = text.length();
		for (int at = 0; at < end;) {
			int plainEnd = plainEnd(text, at, end);
			if (plainEnd > at) {
				out.putAscii(text, at, plainEnd);
				at = plainEnd;
			}
			if (at < end) {
				at = appendOther(out, text, at, json);
			}
		}
	}

	private static int plainEnd(String text, int from, int end) {
		int at = from;
		while (at < end) {
			char c = text.charAt(at);
			if (c >= 0x80 || ASCII[c] != 0) {
				break;
			}
			at++;
		}
		return at;
	}

	/**
	 * Append a character that is not plain ASCII.
	 * @return where the next one begins
	 */
	private static int appendOther(LineBuffer out, String text, int at, boolean json) {
		char c = text.charAt(at);
		byte[] target = out.reserve(LONGEST);
		int next = at + 1;
		if (c < 0x80) {
			out.length = (json && c == ASCII[c]) ? raw(target, out.length, c) : escape(target, out.length, c);
		}
		else if (Character.isHighSurrogate(c) && next < text.length() && Character.isLowSurrogate(text.charAt(next))) {
			out.length = encode(target, out.length, Character.toCodePoint(c, text.charAt(next++)));
		}
		else {
			out.length = encode(target, out.length, c);
		}
		return next;
	}

	private static int raw(byte[] target, int length, char c) {
		target[length] = (byte) c;
		return length + 1;
	}

	private static int escape(byte[] target, int length, char c) {
		byte escape = ASCII[c];
		if (escape == UNICODE) {
			return unicode(target, length, c);
		}
		target[length] = '\\';
		target[length + 1] = escape;
		return length + 2;
	}

	private static int encode(byte[] target, int length, char c) {
		if (Character.isSurrogate(c)) {
			return unicode(target, length, '\ufffd');
		}
		if (isEscaped(c)) {
			return unicode(target, length, c);
		}
		int at = length;
		if (c < 0x800) {
			target[at++] = (byte) (0xc0 | c >> 6);
		}
		else {
			target[at++] = (byte) (0xe0 | c >> 12);
			target[at++] = (byte) (0x80 | (c >> 6 & 0x3f));
		}
		target[at++] = (byte) (0x80 | (c & 0x3f));
		return at;
	}

	private static int encode(byte[] target, int length, int scalar) {
		target[length] = (byte) (0xf0 | scalar >> 18);
		target[length + 1] = (byte) (0x80 | (scalar >> 12 & 0x3f));
		target[length + 2] = (byte) (0x80 | (scalar >> 6 & 0x3f));
		target[length + 3] = (byte) (0x80 | (scalar & 0x3f));
		return length + 4;
	}

	private static boolean isEscaped(char c) {
		return switch (c >> 8) {
			case 0x00 -> c < 0xa0;
			case 0x06 -> c == '\u061c';
			case 0x20 ->
				c == '\u200e' || c == '\u200f' || (c >= '\u2028' && c <= '\u202e') || (c >= '\u2066' && c <= '\u2069');
			case 0xfe -> c == '\ufeff';
			case 0xff -> c == '\ufffd';
			default -> false;
		};
	}

	private static int unicode(byte[] target, int length, char c) {
		target[length] = '\\';
		target[length + 1] = 'u';
		target[length + 2] = HEX[c >> 12];
		target[length + 3] = HEX[c >> 8 & 0xf];
		target[length + 4] = HEX[c >> 4 & 0xf];
		target[length + 5] = HEX[c & 0xf];
		return length + LONGEST;
	}

	/**
	 * Return where escaped text can be cut.
	 * @param bytes has the text
	 * @param from where it begins
	 * @param limit where it has to end, exclusive
	 * @return the last place up to there that is inside of no character or escape
	 */
	static int boundary(byte[] bytes, int from, int limit) {
		int at = from;
		while (at < limit) {
			int next = at + size(bytes, at);
			if (next > limit) {
				break;
			}
			at = next;
		}
		return at;
	}

	/**
	 * Return the length of a character or an escape.
	 * @param bytes has the text
	 * @param at where it begins
	 * @return its bytes
	 */
	static int size(byte[] bytes, int at) {
		int first = bytes[at] & 0xff;
		if (first == '\\') {
			return (bytes[at + 1] == 'u') ? 6 : 2;
		}
		if (first < 0x80) {
			return 1;
		}
		return (first < 0xe0) ? 2 : (first < 0xf0) ? 3 : 4;
	}

}
