package dev.monitor.task;

import java.time.Duration;

/**
 * Writes intervals and time limits as properties have them. Stateless.
 */
public final class DurationText {

	private static final String[] UNITS = { "d", "h", "m", "s", "ms" };

	private static final long[] MILLIS = { 86_400_000, 3_600_000, 60_000, 1000, 1 };

	private DurationText() {
	}

	/**
	 * Write a duration with one unit.
	 * @param duration the duration, to the millisecond
	 * @return a whole number of the longest unit that fits, such as {@code 1d},
	 * {@code 90s} or {@code 250ms}; {@code 0s} for zero
	 */
	public static String of(Duration duration) {
		if (duration.isZero()) {
			return "0s";
		}
		if (duration.toNanosPart() % 1_000_000 != 0
				|| duration.abs().compareTo(Duration.ofMillis(Long.MAX_VALUE)) > 0) {
			return duration.toString();
		}
		long millis = duration.toMillis();
		int unit = 0;
		while (millis % MILLIS[unit] != 0) {
			unit++;
		}
		return millis / MILLIS[unit] + UNITS[unit];
	}

}
