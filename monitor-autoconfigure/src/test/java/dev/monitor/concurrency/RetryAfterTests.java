package dev.monitor.concurrency;

import java.time.Duration;
import java.util.Random;
import java.util.random.RandomGenerator;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class RetryAfterTests {

	// The middle of 16 to 32: the longest delay spreads downwards only.
	private static final int AROUND_32 = 24;

	private final FakeTime time = new FakeTime();

	private final FixedRandom random = new FixedRandom();

	private final RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(32),
			this.time::nanoTime, () -> this.random);

	@Test
	void doublesWhileRejectionsGoOnUpToTheLongest() {
		for (int expected : new int[] { 1, 2, 4, 8, 16 }) {
			assertThat(reject(3 * expected)).isEqualTo(expected);
			this.time.pass(Duration.ofSeconds(expected));
		}
		for (int i = 0; i < 3; i++) {
			assertThat(reject(3 * 32)).isEqualTo(AROUND_32);
			this.time.pass(Duration.ofSeconds(32));
		}
	}

	@Test
	void staysAtAModestRate() {
		raiseTo(8);
		for (int i = 0; i < 5; i++) {
			assertThat(reject(10)).isEqualTo(8);
			this.time.pass(Duration.ofSeconds(8));
		}
	}

	@Test
	void getsShorterBySecondsAtALowRate() {
		raiseTo(8);
		for (int expected : new int[] { 8, 7, 6, 5, 4, 3, 2, 1 }) {
			assertThat(reject(1)).isEqualTo(expected);
			this.time.pass(Duration.ofSeconds(expected));
		}
		assertThat(reject(1)).isEqualTo(1);
	}

	@Test
	void fallsBackWhenRejectionsStop() {
		raiseTo(32);
		assertThat(reject(1)).isEqualTo(AROUND_32);
		this.time.pass(Duration.ofSeconds(32 + 31));
		assertThat(reject(40)).as("after one delay of silence").isEqualTo(15);
		this.time.pass(Duration.ofMinutes(10));
		assertThat(reject(1)).as("after a long silence").isEqualTo(1);
	}

	@Test
	void clientsAreSpreadAroundTheDelay() {
		raiseTo(8);
		this.random.position = 0;
		assertThat(this.retryAfter.next()).isEqualTo(4);
		this.random.position = 1;
		assertThat(this.retryAfter.next()).isEqualTo(12);
	}

	@Test
	void spreadStaysWithinTheBounds() {
		RetryAfter bounded = new RetryAfter(Duration.ofMillis(2500), Duration.ofSeconds(4), this.time::nanoTime,
				() -> new Random(1));
		for (int i = 0; i < 1000; i++) {
			this.time.passMillis(100);
			assertThat(bounded.next()).isBetween(3, 4);
		}
	}

	@Test
	void equalBoundsMakeItConstant() {
		RetryAfter constant = new RetryAfter(Duration.ofSeconds(7), Duration.ofSeconds(7), this.time::nanoTime,
				() -> new Random(1));
		assertThat(constant.next()).isEqualTo(7);
	}

	@Test
	void boundsThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(
				() -> new RetryAfter(Duration.ofSeconds(3), Duration.ofSeconds(2), this.time::nanoTime, Random::new));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new RetryAfter(Duration.ZERO, Duration.ofSeconds(2), this.time::nanoTime, Random::new));
	}

	private void raiseTo(int seconds) {
		for (int delay = 1; delay < seconds; delay *= 2) {
			reject(3 * delay);
			this.time.pass(Duration.ofSeconds(delay));
		}
	}

	private int reject(int times) {
		int last = 0;
		for (int i = 0; i < times; i++) {
			last = this.retryAfter.next();
		}
		return last;
	}

	private static final class FixedRandom implements RandomGenerator {

		private double position = 0.5;

		@Override
		public long nextLong() {
			return 0;
		}

		@Override
		public int nextInt(int origin, int bound) {
			return (int) (origin + this.position * (bound - 1 - origin));
		}

	}

}
