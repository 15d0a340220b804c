package dev.monitor.concurrency;

import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class DeadlineHeaderTests {

	private final DeadlineHeader header = new DeadlineHeader("X-Time-Left");

	@ParameterizedTest
	@CsvSource({ "1500, 1500", "1, 1", "007, 7", "0, 0", "-0, 0", "-1, 0", "-99999999999999999999999, 0" })
	void wholeNumbersAreMilliseconds(String value, long millis) {
		assertThat(nanosLeft(value)).isEqualTo(Duration.ofMillis(millis).toNanos());
	}

	@ParameterizedTest
	@ValueSource(strings = { "2147483647", "2147483648", "9223372036854775807", "9223372036854775808",
			"99999999999999999999999999999999999999" })
	void hugeNumbersMeanALongTime(String value) {
		assertThat(nanosLeft(value)).isBetween(Duration.ofDays(24).toNanos(), ConcurrencyLimit.NO_DEADLINE);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "-", "+5", "5s", "1.5", "1e3", "0x10", "5 ", "--1", "soon", "\u0665" })
	void whatIsNoWholeNumberCountsAsAbsent(String value) {
		assertThat(nanosLeft(value)).isEqualTo(ConcurrencyLimit.NO_DEADLINE);
	}

	@Test
	void absentHeaderMeansNoDeadline() {
		assertThat(this.header.nanosLeft((name) -> null)).isEqualTo(ConcurrencyLimit.NO_DEADLINE);
		assertThat(new DeadlineHeader(null).nanosLeft((name) -> "5")).isEqualTo(ConcurrencyLimit.NO_DEADLINE);
	}

	private long nanosLeft(String value) {
		return this.header.nanosLeft(Map.of("X-Time-Left", value)::get);
	}

}
