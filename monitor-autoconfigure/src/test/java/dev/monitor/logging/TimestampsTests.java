package dev.monitor.logging;

import java.time.Instant;
import java.time.ZoneId;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timestamps}.
 */
class TimestampsTests {

	@ParameterizedTest
	@CsvSource(textBlock = """
			UTC,           2026-11-21T09:30:00Z,         2026-11-21T09:30:00.000Z
			Z,             2026-11-21T09:30:00.007Z,     2026-11-21T09:30:00.007Z
			UTC,           2026-11-21T09:30:00.120999Z,  2026-11-21T09:30:00.120Z
			Europe/Berlin, 2026-11-21T09:30:00.999Z,     2026-11-21T10:30:00.999+01:00
			Europe/Berlin, 2026-07-21T09:30:00.999Z,     2026-07-21T11:30:00.999+02:00
			Asia/Kolkata,  2026-07-21T09:30:00Z,         2026-07-21T15:00:00.000+05:30
			UTC,           1969-12-31T23:59:59.999Z,     1969-12-31T23:59:59.999Z
			""")
	void timeHasMillisecondsAndOffset(String zone, Instant time, String expected) {
		assertThat(new Timestamps(ZoneId.of(zone)).format(time.toEpochMilli())).isEqualTo(expected);
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			2026-11-21T09:30:00.001Z, 2026-11-21T09:30:00.999Z
			2026-11-21T09:30:00.999Z, 2026-11-21T09:30:01.000Z
			2026-11-21T09:30:01.000Z, 2026-11-21T09:30:00.999Z
			""")
	void secondsThatFollowEachOtherAreKeptApart(String first, String second) {
		Timestamps timestamps = new Timestamps(ZoneId.of("UTC"));
		assertThat(timestamps.format(Instant.parse(first).toEpochMilli())).isEqualTo(first);
		assertThat(timestamps.format(Instant.parse(second).toEpochMilli())).isEqualTo(second);
	}

}
