package dev.monitor.check;

import java.io.IOException;
import java.time.Duration;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
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
		assertThat(Reason.text(Duration.ofSeconds(2))).isEqualTo("2s");
		assertThat(Reason.text(Duration.ofMillis(250))).isEqualTo("0.25s");
		assertThat(Reason.hanging(Duration.ofMillis(62_500))).isEqualTo("check hangs for 1m2s");
	}

	@Test
	void isWhatTheCheckKnowsOfATimeout() {
		assertThat(timeout(() -> null)).isEqualTo("no answer within 2s");
		assertThat(timeout(() -> " ")).isEqualTo("no answer within 2s");
		assertThat(timeout(() -> "queue full, password=tiger")).isEqualTo("queue full, password=...");
		assertThat(timeout(() -> {
			throw new StackOverflowError();
		})).isEqualTo("no answer within 2s");
	}

	private static String timeout(Supplier<@Nullable String> reason) {
		return Reason.timeout(new Check("stock", true, new Probe() {

			@Override
			public void check() {
			}

			@Override
			public @Nullable String timeoutReason() {
				return reason.get();
			}

		}, CheckSchedule.DEFAULT, TimeSource.SYSTEM));
	}

}
