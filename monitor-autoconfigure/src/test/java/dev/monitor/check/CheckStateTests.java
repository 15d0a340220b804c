package dev.monitor.check;

import java.time.Duration;
import java.time.Instant;

import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.check.CheckState.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CheckStateTests {

	private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	private static final CheckSchedule SCHEDULE = new CheckSchedule(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(2), 3, 2);

	private CheckState state = CheckState.unknown(BEGIN);

	@Test
	void isNotUpBeforeTheFirstResult() {
		assertThat(this.state.status()).isEqualTo(Status.UNKNOWN);
		assertThat(this.state.isUp()).isFalse();
		assertThat(this.state.since()).isEqualTo(BEGIN);
		assertThat(this.state.reason()).isEqualTo("not checked yet");
	}

	@Test
	void firstSuccessBringsItUpWhateverTheThreshold() {
		success(1);
		assertThat(this.state.status()).isEqualTo(Status.UP);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(1));
		assertThat(this.state.reason()).isNull();
	}

	@Test
	void firstFailureTakesItDownWhateverTheThreshold() {
		failure(1, "HTTP 500");
		assertThat(this.state.status()).isEqualTo(Status.DOWN);
		assertThat(this.state.reason()).isEqualTo("HTTP 500");
		assertThat(this.state.consecutiveFailures()).isEqualTo(1);
	}

	@Test
	void staysUpWithOneFailureLessThanTheThreshold() {
		success(1);
		failure(2, "one");
		failure(3, "two");
		assertThat(this.state.status()).isEqualTo(Status.UP);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(1));
		assertThat(this.state.consecutiveFailures()).isEqualTo(2);
		assertThat(this.state.reason()).isEqualTo("two");
	}

	@Test
	void goesDownWithTheThresholdAndKeepsTheLastReason() {
		success(1);
		failure(2, "one");
		failure(3, "two");
		failure(4, "three");
		assertThat(this.state.status()).isEqualTo(Status.DOWN);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(4));
		assertThat(this.state.reason()).isEqualTo("three");
	}

	@Test
	void successBetweenFailuresResetsTheCount() {
		success(1);
		for (int round = 0; round < 10; round++) {
			failure(10 * round + 2, "one");
			failure(10 * round + 3, "two");
			success(10 * round + 4);
		}
		assertThat(this.state.status()).isEqualTo(Status.UP);
		assertThat(this.state.consecutiveFailures()).isZero();
		assertThat(this.state.reason()).isNull();
	}

	@Test
	void failureBetweenSuccessesResetsTheCount() {
		failure(1, "down");
		for (int round = 0; round < 10; round++) {
			success(10 * round + 2);
			failure(10 * round + 3, "again");
		}
		assertThat(this.state.status()).isEqualTo(Status.DOWN);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(1));
	}

	@Test
	void comesUpWithTheSuccessThresholdAndKeepsTheReasonUntilThen() {
		failure(1, "down");
		success(2);
		assertThat(this.state.status()).isEqualTo(Status.DOWN);
		assertThat(this.state.reason()).isEqualTo("down");
		success(3);
		assertThat(this.state.status()).isEqualTo(Status.UP);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(3));
		assertThat(this.state.reason()).isNull();
	}

	@Test
	void timeoutCountsAsFailure() {
		success(1);
		for (int second = 2; second < 5; second++) {
			this.state = this.state.next(result(second, Outcome.TIMEOUT, "slow"), SCHEDULE);
		}
		assertThat(this.state.status()).isEqualTo(Status.DOWN);
		assertThat(this.state.reason()).isEqualTo("slow");
	}

	@Test
	void readerDecidesByAgeThatAResultIsStale() {
		success(1);
		CheckState fresh = asOf(1 + 32);
		CheckState stale = asOf(1 + 33);
		assertThat(fresh).isSameAs(this.state);
		assertThat(stale.status()).isEqualTo(Status.DOWN);
		assertThat(stale.since()).isEqualTo(BEGIN.plusSeconds(33));
		assertThat(stale.reason()).isEqualTo("stale, no result since 2026-01-01T00:00:01Z");
	}

	@Test
	void downStaysDownHoweverOldTheResult() {
		failure(1, "HTTP 500");
		assertThat(asOf(1_000_000)).isSameAs(this.state);
	}

	@Test
	void successAfterStalenessCountsTowardsTheSuccessThreshold() {
		success(1);
		success(100);
		assertThat(this.state.status()).isEqualTo(Status.DOWN);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(33));
		success(101);
		assertThat(this.state.status()).isEqualTo(Status.UP);
		assertThat(this.state.since()).isEqualTo(BEGIN.plusSeconds(101));
	}

	@Test
	void steadyClockMayRunOverItsEnd() {
		long end = Long.MAX_VALUE;
		CheckResult result = new CheckResult(Outcome.SUCCESS, null, BEGIN, end, Duration.ZERO);
		this.state = this.state.next(result, SCHEDULE);
		assertThat(this.state.asOf(end + Duration.ofSeconds(32).toNanos(), SCHEDULE.maxAge()).isUp()).isTrue();
		assertThat(this.state.asOf(end + Duration.ofSeconds(33).toNanos(), SCHEDULE.maxAge()).isUp()).isFalse();
	}

	private CheckState asOf(int second) {
		return this.state.asOf(Duration.ofSeconds(second).toNanos(), SCHEDULE.maxAge());
	}

	private void success(int second) {
		this.state = this.state.next(result(second, Outcome.SUCCESS, null), SCHEDULE);
	}

	private void failure(int second, String reason) {
		this.state = this.state.next(result(second, Outcome.FAILURE, reason), SCHEDULE);
	}

	private static CheckResult result(int second, Outcome outcome, @Nullable String reason) {
		return new CheckResult(outcome, reason, BEGIN.plusSeconds(second), Duration.ofSeconds(second).toNanos(),
				Duration.ofMillis(5));
	}

}
