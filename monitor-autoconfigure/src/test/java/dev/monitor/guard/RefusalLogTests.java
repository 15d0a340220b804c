package dev.monitor.guard;

import java.time.Duration;

import dev.monitor.CapturedLog;
import dev.monitor.http.Caller;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RefusalLog}.
 */
class RefusalLogTests {

	@Test
	void oneLineTellsHowManyWereRefusedWhyAndFromWhere() {
		try (CapturedLog lines = new CapturedLog(RefusalLog.class)) {
			try (RefusalLog log = new RefusalLog("metrics", Duration.ofHours(1))) {
				for (int i = 0; i < 592; i++) {
					log.add((i < 60) ? Decision.INVALID_TOKEN : Decision.TOO_MANY_FAILURES, caller("192.0.2.7", false));
				}
				log.add(Decision.NO_TOKEN, caller("10.0.0.1", true));
				assertThat(lines.lines()).isEmpty();
			}
			assertThat(lines.lines()).containsExactly("INFO Refused 593 requests for metrics within a minute "
					+ "(limited: 532, invalid: 60, missing: 1), from 192.0.2.7: 592, 10.0.0.1 through a proxy: 1");
		}
	}

	@Test
	void aLineNamesTenAddresses() {
		try (CapturedLog lines = new CapturedLog(RefusalLog.class)) {
			try (RefusalLog log = new RefusalLog("metrics", Duration.ofHours(1))) {
				for (int i = 0; i < 1000; i++) {
					log.add(Decision.NO_TOKEN, caller("192.0.2." + (i % 100), false));
				}
			}
			assertThat(lines.lines()).singleElement()
				.asString()
				.contains("Refused 1000 ", "192.0.2.9: 10, further addresses: 900")
				.doesNotContain("192.0.2.10:");
		}
	}

	@Test
	void itIsWrittenAgainAndAgainWhileThereIsSomethingToTell() {
		try (CapturedLog lines = new CapturedLog(RefusalLog.class);
				RefusalLog log = new RefusalLog("metrics", Duration.ofMillis(10))) {
			log.add(Decision.NO_TOKEN, caller("192.0.2.7", false));
			Awaitility.await().until(() -> lines.lines().size() == 1);
			log.add(Decision.NO_TOKEN, caller("192.0.2.8", false));
			Awaitility.await().until(() -> lines.lines().size() == 2);
			assertThat(lines.lines().get(1)).contains("Refused 1 ", "192.0.2.8: 1").doesNotContain("192.0.2.7");
		}
	}

	@Test
	void afterItsEndNothingIsStarted() {
		try (CapturedLog lines = new CapturedLog(RefusalLog.class)) {
			RefusalLog log = new RefusalLog("metrics", Duration.ofMillis(1));
			log.close();
			log.add(Decision.NO_TOKEN, caller("192.0.2.7", false));
			log.close();
			assertThat(lines.lines()).isEmpty();
		}
	}

	private static Caller caller(String peer, boolean forwarded) {
		return new Caller(peer, "192.0.2.1", "app.example.com", forwarded, false);
	}

}
