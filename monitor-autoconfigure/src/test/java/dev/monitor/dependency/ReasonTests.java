package dev.monitor.dependency;

import java.io.IOException;
import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReasonTests {

	@Test
	void isTheMessageAloneForAFailureInWords() {
		assertThat(Reason.failure(new CheckFailedException("HTTP 500"))).isEqualTo("HTTP 500");
		assertThat(Reason.failure(new CheckFailedException(" "))).isEqualTo("CheckFailedException");
		assertThat(Reason.failure(new CheckFailedException("no login with password=tiger")))
			.isEqualTo("no login with password=...");
	}

	@Test
	void isClassAndMessageForAnythingElse() {
		assertThat(Reason.failure(new IOException("no route"))).isEqualTo("IOException: no route");
	}

	@Test
	void writesDurationsAsPeopleDo() {
		assertThat(Reason.timeout(Duration.ofSeconds(2))).isEqualTo("no answer within 2s");
		assertThat(Reason.timeout(Duration.ofMillis(250))).isEqualTo("no answer within 0.25s");
		assertThat(Reason.hanging(Duration.ofMillis(62_500))).isEqualTo("check hangs for 1m2s");
	}

}
