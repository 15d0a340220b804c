package dev.monitor.listener.http;

import java.time.Instant;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ResponseHead}.
 */
class ResponseHeadTests {

	@Test
	void theDayOfADateHasTwoDigits() {
		assertThat(ResponseHead.date(Instant.parse("2026-11-02T03:04:05.6Z")))
			.isEqualTo("Mon, 02 Nov 2026 03:04:05 GMT");
	}

}
