package dev.monitor.logging;

/**
 * Text as the inside of a quoted value, the same in both forms: UTF-8, with
 * {@code \" \\ \n \r \t} and <code>&#92;u</code> escapes for what could end a line, steer
 * a terminal or hide in it (other C0, DEL, C1, line and paragraph separators, marks that
 * change the writing direction, the byte order mark). A lone surrogate becomes U+FFFD.
 * Every JSON reader and every logfmt reader that knows JSON escapes reads it back.
 */
final class Escapes {

	private static final int CHUNK = 512;

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
		append(out, text, 0, false);
		out.put('"');
	}

	/**
	 * Append JSON text as it is, with escapes for what may stand in its strings only.
	 * @param out the line
	 * @param json valid JSON without line breaks
	 */
	static void json(LineBuffer out, String json) {
		append(out, json, 0, true);
	}

	/**
	 * Append the rest of a text.
	 * @param out the line
	 * @param text the text
	 * @param from where the rest begins
	 * @param json whether quotes and backslashes are JSON's own
	 */
	static void append(LineBuffer out, String text, int from, boolean json) {
		int end = text.length();
		int at = from;
		while (at < end) {
			int chunkEnd = Math.min(end, at + CHUNK);
			byte[] target = out.reserve((chunkEnd - at + 1) * LONGEST);
			int length = out.length;
			while (at < chunkEnd) {
				char c = text.charAt(at++);
				if (c < 0x80) {
					byte escape = ASCII[c];
					if (escape == 0 || (json && escape == c)) {
						target[length++] = (byte) c;
					}
					else {
						length = escape(target, length, c, escape);
					}
				}
				else if (Character.isHighSurrogate(c) && at < end && Character.isLowSurrogate(text.charAt(at))) {
					length = encode(target, length, Character.toCodePoint(c, text.charAt(at++)));
				}
				else {
					length = encode(target, length, c);
				}
			}
			out.length = length;
		}
	}

	private static int escape(byte[] target, int length, char c, byte escape) {
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

}
