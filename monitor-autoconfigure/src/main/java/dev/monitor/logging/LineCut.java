package dev.monitor.logging;

import java.nio.charset.StandardCharsets;
import java.util.Set;

import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line fit: shortens the stack, then the message, then the longest other text,
 * never inside a character or an escape, and says how many bytes are gone.
 */
final class LineCut {

	/**
	 * Room for the pair that tells what is missing.
	 */
	private static final int REPORT = 24;

	/**
	 * A text is never shorter than its quotes.
	 */
	private static final int QUOTES = 2;

	/**
	 * Pairs that no line is without.
	 */
	private static final int HEAD = 5;

	private static final Set<String> WHOLE = Set.of(Keys.TIME, Keys.LEVEL, Keys.EVENT);

	private final LineForm form;

	private final int maxBytes;

	LineCut(LineForm form, int maxBytes) {
		this.form = form;
		this.maxBytes = maxBytes;
	}

	/**
	 * Cut a value that no line could hold, as soon as it is written, so that memory does
	 * not grow with it.
	 * @param line the line
	 * @param pair its last pair
	 * @return how many bytes are lost
	 */
	int shorten(LineBuffer line, Pair pair) {
		int excess = pair.end - pair.valueStart - this.maxBytes;
		return (excess > 0 && pair.text) ? cut(line, pair, excess) : 0;
	}

	void fit(LineBuffer line, Pair[] pairs, int count, int lostBefore) {
		if (lostBefore == 0 && line.length + 1 <= this.maxBytes) {
			return;
		}
		int lost = lostBefore;
		int room = this.maxBytes - REPORT;
		Pair victim;
		while (line.length > room && (victim = victim(pairs, count)) != null) {
			int before = victim.end;
			lost += cut(line, victim, line.length - room);
			moveFollowing(pairs, count, victim, victim.end - before);
		}
		int kept = count;
		while (line.length > room && kept > HEAD) {
			kept--;
			lost += line.length - pairs[kept].start;
			line.length = pairs[kept].start;
		}
		this.form.key(line, Keys.TRUNCATED, kept == 0);
		line.putNumber(lost);
	}

	private static @Nullable Pair victim(Pair[] pairs, int count) {
		Pair message = null;
		Pair longest = null;
		for (int i = 0; i < count; i++) {
			Pair pair = pairs[i];
			if (!pair.text || pair.end - pair.valueStart <= QUOTES || isWhole(pair.key)) {
				continue;
			}
			if (pair.key.equals(Keys.STACK)) {
				return pair;
			}
			if (pair.key.equals(Keys.MESSAGE)) {
				message = pair;
			}
			if (longest == null || pair.end - pair.valueStart > longest.end - longest.valueStart) {
				longest = pair;
			}
		}
		return (message != null) ? message : longest;
	}

	/**
	 * What is left of a number with its unit would be another number.
	 */
	private static boolean isWhole(String key) {
		return WHOLE.contains(key) || key.indexOf(Keys.NUMBER_MARK) >= 0;
	}

	private static void moveFollowing(Pair[] pairs, int count, Pair victim, int by) {
		for (int i = 0; i < count; i++) {
			if (pairs[i].start > victim.start) {
				pairs[i].move(by);
			}
		}
	}

	private int cut(LineBuffer line, Pair pair, int excess) {
		int before = pair.end - pair.valueStart;
		quote(line, pair);
		int from = pair.valueStart + 1;
		int to = pair.end - 1;
		int wanted = before - QUOTES - excess;
		int kept = boundary(line.bytes, from, Math.max(from, Math.min(to, from + wanted)));
		line.replace(kept, to, new byte[0]);
		pair.end -= to - kept;
		return to - kept;
	}

	/**
	 * Put a value in quotes if it is not: what is left of it must not pass for a number,
	 * and the beginning of an array is no array.
	 */
	private static void quote(LineBuffer line, Pair pair) {
		if (line.bytes[pair.valueStart] == '"') {
			return;
		}
		String text = new String(line.bytes, pair.valueStart, pair.end - pair.valueStart, StandardCharsets.UTF_8);
		LineBuffer quoted = new LineBuffer();
		Escapes.quoted(quoted, text);
		pair.end += line.replace(pair.valueStart, pair.end, quoted.toByteArray());
	}

	private static int boundary(byte[] bytes, int from, int limit) {
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

	private static int size(byte[] bytes, int at) {
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
