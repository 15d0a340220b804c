package dev.monitor.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One exception of a stack trace whose text is escaped: a head, which is its type and
 * message, and the lines that follow. Not thread-safe.
 */
final class StackSection {

	private static final byte[] LINE_END = ascii("\\n");

	private static final byte[] TAB = ascii("\\t");

	private static final byte[][] HEADS = { ascii("Caused by: "), ascii("Suppressed: "), ascii("Wrapped by: ") };

	private static final byte[][] FRAMES = { ascii("at "), ascii("... ") };

	private final int start;

	private final boolean indented;

	/**
	 * Where the head and then each line ends.
	 */
	private final List<Integer> ends = new ArrayList<>();

	private StackSection(int start, boolean indented, int headEnd) {
		this.start = start;
		this.indented = indented;
		this.ends.add(headEnd);
	}

	/**
	 * Read a trace.
	 * @param text has the trace
	 * @param from where it begins
	 * @param to where it ends, exclusive
	 * @return its sections
	 */
	static List<StackSection> read(byte[] text, int from, int to) {
		List<StackSection> sections = new ArrayList<>();
		int end;
		for (int at = from; at < to; at = end) {
			end = lineEnd(text, at, to);
			int word = at;
			while (startsWith(text, word, end, TAB)) {
				word += TAB.length;
			}
			StackSection last = sections.isEmpty() ? null : sections.get(sections.size() - 1);
			if (last == null || startsWith(text, word, end, HEADS)) {
				sections.add(new StackSection(at, word > at, end));
			}
			else if (last.frames() > 0 || (word > at && startsWith(text, word, end, FRAMES))) {
				last.ends.add(end);
			}
			else {
				last.ends.set(0, end);
			}
		}
		return sections;
	}

	int start() {
		return this.start;
	}

	/**
	 * Tell whether it stands below a suppressed exception.
	 */
	boolean indented() {
		return this.indented;
	}

	int headLength() {
		return this.ends.get(0) - this.start;
	}

	int frames() {
		return this.ends.size() - 1;
	}

	int frameLength(int index) {
		return this.ends.get(index + 1) - this.ends.get(index);
	}

	int framesEnd(int frames) {
		return this.ends.get(frames);
	}

	private static int lineEnd(byte[] text, int from, int to) {
		int at = from;
		while (at < to) {
			boolean end = startsWith(text, at, to, LINE_END);
			at += Escapes.size(text, at);
			if (end) {
				break;
			}
		}
		return at;
	}

	private static boolean startsWith(byte[] text, int at, int end, byte[]... prefixes) {
		for (byte[] prefix : prefixes) {
			if (end - at >= prefix.length && Arrays.equals(text, at, at + prefix.length, prefix, 0, prefix.length)) {
				return true;
			}
		}
		return false;
	}

	private static byte[] ascii(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

}
