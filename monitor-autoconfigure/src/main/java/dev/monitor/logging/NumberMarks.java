package dev.monitor.logging;

import java.nio.charset.StandardCharsets;

import dev.monitor.event.Keys;

/**
 * What makes a word the name of a number to readers of metric lines. In a key=value line
 * such a word is safe inside quotes. These readers take a JSON line for one of theirs,
 * though, whose quotes mean nothing to them, so that there a mark inside a text is
 * escaped.
 */
final class NumberMarks {

	private static final String LEGACY = "measure.";

	private static final byte[][] WORDS = { ascii("count#"), ascii("sample#"), ascii("measure#"), ascii(LEGACY) };

	private NumberMarks() {
	}

	/**
	 * Escape the marks in the last value of a JSON line.
	 * @param line the line
	 * @param from where the value begins
	 * @param text the value's text
	 */
	static void escape(LineBuffer line, int from, String text) {
		if (text.indexOf(Keys.NUMBER_MARK) < 0 && !text.contains(LEGACY)) {
			return;
		}
		for (int at = from + 1; at < line.length; at++) {
			for (byte[] word : WORDS) {
				int mark = at + word.length - 1;
				if (mark < line.length && beginsWord(line.bytes[at - 1]) && line.sameBytes(at, mark + 1, word)) {
					line.replace(mark, mark + 1, ascii(String.format("\\u%04x", word[word.length - 1])));
				}
			}
		}
	}

	/**
	 * Tell whether a word may begin behind a byte, which is never a control character.
	 */
	private static boolean beginsWord(byte before) {
		return before == '"' || before == ' ' || before == '=';
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
