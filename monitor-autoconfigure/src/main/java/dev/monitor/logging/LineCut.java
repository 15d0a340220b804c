package dev.monitor.logging;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import dev.monitor.event.Keys;
import org.jspecify.annotations.Nullable;

/**
 * Makes a line fit: shortens the stack, then the message, then the longest other text,
 * never inside a character or an escape, and says how many bytes are gone. Of a stack
 * trace up to half of a line stays, since it has the causes, and of the message an
 * eighth.
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

	/**
	 * What of a line a stack trace keeps, and each of the messages: that of the exception
	 * stands in the trace too, and that of the event says what it is about, whatever
	 * other text is too long.
	 */
	private static final int STACK_SHARE = 2;

	private static final int MESSAGE_SHARE = 8;

	private static final Set<String> WHOLE = Set.of(Keys.TIME, Keys.LEVEL, Keys.EVENT);

	private final LineForm form;

	private final int maxBytes;

	LineCut(LineForm form, int maxBytes) {
		this.form = form;
		this.maxBytes = maxBytes;
	}

	/**
	 * Cut a value that no line could hold, as soon as it is written, so that memory does
	 * not grow with it. A stack is cut once, when the line is complete: what has been
	 * left out of it is counted there.
	 * @param line the line
	 * @param pair its last pair
	 * @return how many bytes are lost
	 */
	int shorten(LineBuffer line, Pair pair) {
		int excess = pair.end - pair.valueStart - this.maxBytes;
		return (excess > 0 && pair.text && !pair.key.equals(Keys.STACK)) ? cut(line, pair, excess) : 0;
	}

	void fit(LineBuffer line, Pair[] pairs, int count, int lostBefore) {
		if (lostBefore == 0 && line.length + 1 <= this.maxBytes) {
			return;
		}
		List<Pair> all = Arrays.asList(pairs).subList(0, count);
		Pair stack = find(all, Keys.STACK);
		int lost = lostBefore;
		lost += cut(line, all, stack, isTrace(line, stack) ? this.maxBytes / STACK_SHARE : 0);
		lost += cut(line, all, find(all, Keys.ERROR_MESSAGE), this.maxBytes / MESSAGE_SHARE);
		lost += cut(line, all, find(all, Keys.MESSAGE), this.maxBytes / MESSAGE_SHARE);
		Pair longest;
		while (line.length > room() && (longest = longest(all)) != null) {
			lost += cut(line, all, longest, 0);
		}
		lost += cut(line, all, stack, 0);
		int kept = count;
		while (line.length > room() && kept > HEAD) {
			kept--;
			lost += line.length - pairs[kept].start;
			line.length = pairs[kept].start;
		}
		this.form.key(line, Keys.TRUNCATED, kept == 0);
		line.putNumber(lost);
	}

	private int room() {
		return this.maxBytes - REPORT;
	}

	private static @Nullable Pair find(List<Pair> pairs, String key) {
		for (Pair pair : pairs) {
			if (pair.text && pair.key.equals(key)) {
				return pair;
			}
		}
		return null;
	}

	private static @Nullable Pair longest(List<Pair> pairs) {
		Pair longest = null;
		for (Pair pair : pairs) {
			boolean candidate = pair.text && length(pair) > 0 && !isWhole(pair.key) && !pair.key.equals(Keys.STACK);
			if (candidate && (longest == null || length(pair) > length(longest))) {
				longest = pair;
			}
		}
		return longest;
	}

	private static int length(Pair pair) {
		return pair.end - pair.valueStart - QUOTES;
	}

	private static boolean isTrace(LineBuffer line, @Nullable Pair stack) {
		return stack != null && new StackCut(line.bytes, stack.valueStart + 1, stack.end - 1).fits(length(stack));
	}

	/**
	 * Shorten a value as far as the line needs it, but not below a length.
	 */
	private int cut(LineBuffer line, List<Pair> pairs, @Nullable Pair victim, int least) {
		if (victim == null) {
			return 0;
		}
		int excess = Math.min(line.length - room(), length(victim) - least);
		if (excess <= 0) {
			return 0;
		}
		int before = victim.end;
		int lost = cut(line, victim, excess);
		for (Pair pair : pairs) {
			if (pair.start > victim.start) {
				pair.move(victim.end - before);
			}
		}
		return lost;
	}

	/**
	 * What is left of a number with its unit would be another number.
	 */
	private static boolean isWhole(String key) {
		return WHOLE.contains(key) || key.indexOf(Keys.NUMBER_MARK) >= 0;
	}

	private static int cut(LineBuffer line, Pair pair, int excess) {
		int before = pair.end - pair.valueStart;
		quote(line, pair);
		int from = pair.valueStart + 1;
		int to = pair.end - 1;
		int wanted = Math.max(0, Math.min(to - from, before - QUOTES - excess));
		int growth = line.replace(from, to, beginning(line.bytes, from, to, wanted, pair.key));
		pair.end += growth;
		return -growth;
	}

	private static byte[] beginning(byte[] bytes, int from, int to, int wanted, String key) {
		if (key.equals(Keys.STACK)) {
			StackCut trace = new StackCut(bytes, from, to);
			if (trace.fits(wanted)) {
				return trace.shorten(wanted);
			}
		}
		return Arrays.copyOfRange(bytes, from, Escapes.boundary(bytes, from, from + wanted));
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

}
