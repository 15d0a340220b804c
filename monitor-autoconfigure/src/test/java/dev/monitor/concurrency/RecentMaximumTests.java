package dev.monitor.concurrency;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RecentMaximumTests {

	private final FakeTime time = new FakeTime();

	private final RecentMaximum maximum = new RecentMaximum(this.time.nanoTime(), 10_000_000_000L, 7);

	@Test
	void theHighestIsRememberedForAMinute() {
		assertThat(get()).isZero();
		note(ConcurrencyLimiter.MAX);
		note(3);
		this.time.pass(Duration.ofSeconds(60));
		assertThat(get()).isEqualTo(ConcurrencyLimiter.MAX);
		this.time.pass(Duration.ofSeconds(10));
		assertThat(get()).isZero();
	}

	@Test
	void lowerOnesCountWhenTheHighestIsForgotten() {
		note(9);
		this.time.pass(Duration.ofSeconds(20));
		note(4);
		note(2);
		this.time.pass(Duration.ofSeconds(45));
		assertThat(get()).isEqualTo(9);
		this.time.pass(Duration.ofSeconds(10));
		assertThat(get()).isEqualTo(4);
		this.time.pass(Duration.ofDays(1));
		assertThat(get()).isZero();
		note(1);
		assertThat(get()).isEqualTo(1);
	}

	private void note(int value) {
		this.maximum.note(this.time.nanoTime(), value);
	}

	private int get() {
		return this.maximum.get(this.time.nanoTime());
	}

}
