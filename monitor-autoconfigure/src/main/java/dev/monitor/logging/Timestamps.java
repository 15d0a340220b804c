package dev.monitor.logging;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Writes times as {@code 2026-11-21T09:30:00.123Z}: ISO 8601, always three decimals, the
 * offset in place of {@code Z} where it is not zero. Thread-safe; remembers the last
 * second, since log events come in bursts.
 */
public final class Timestamps {

	private final DateTimeFormatter untilSeconds;

	private final DateTimeFormatter offset;

	private volatile Second last;

	/**
	 * Create the format.
	 * @param zone the zone in which to tell the time
	 */
	public Timestamps(ZoneId zone) {
		ZoneId normalized = zone.equals(ZoneId.of("UTC")) ? ZoneOffset.UTC : zone;
		this.untilSeconds = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.", Locale.ROOT).withZone(normalized);
		this.offset = DateTimeFormatter.ofPattern("XXX", Locale.ROOT).withZone(normalized);
		this.last = second(0);
	}

	/**
	 * Format a time.
	 * @param epochMillis milliseconds since 1970-01-01T00:00Z
	 * @return the text
	 */
	public String format(long epochMillis) {
		long epochSecond = Math.floorDiv(epochMillis, 1000L);
		Second second = this.last;
		if (second.epochSecond != epochSecond) {
			second = second(epochSecond);
			this.last = second;
		}
		return second.text((int) (epochMillis - epochSecond * 1000));
	}

	private Second second(long epochSecond) {
		Instant instant = Instant.ofEpochSecond(epochSecond);
		return new Second(epochSecond, this.untilSeconds.format(instant), this.offset.format(instant));
	}

	private record Second(long epochSecond, String before, String after) {

		String text(int millis) {
			char hundreds = (char) ('0' + millis / 100);
			char tens = (char) ('0' + millis / 10 % 10);
			char ones = (char) ('0' + millis % 10);
			return this.before + hundreds + tens + ones + this.after;
		}

	}

}
