package dev.monitor.database;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link SecondCounter}.
 */
class SecondCounterTests {

	private final SecondCounter counter = new SecondCounter();

	@Test
	void nothingHappenedAtTheStart() {
		assertThat(this.counter.sum(0, 1)).isZero();
		assertThat(this.counter.sum(5000, 3600)).isZero();
		assertThat(this.counter.total()).isZero();
	}

	@Test
	void intervalEndsWithTheCurrentSecond() {
		this.counter.add(0, 1);
		this.counter.add(1, 10);
		this.counter.add(2, 100);
		assertThat(this.counter.sum(2, 1)).isEqualTo(100);
		assertThat(this.counter.sum(2, 2)).isEqualTo(110);
		assertThat(this.counter.sum(2, 3600)).isEqualTo(111);
		assertThat(this.counter.sum(3, 3)).isEqualTo(110);
	}

	@Test
	void secondIsForgottenAfterAnHourAndNoSooner() {
		this.counter.add(7, 3);
		assertThat(this.counter.sum(7 + 3599, 3600)).isEqualTo(3);
		assertThat(this.counter.sum(7 + 3600, 3600)).isZero();
		this.counter.add(7 + 3600, 5);
		assertThat(this.counter.sum(7 + 3600, 3600)).isEqualTo(5);
		assertThat(this.counter.total()).isEqualTo(8);
	}

	@Test
	void idleTimeOfManyHoursCountsAsNothing() {
		for (long second = 0; second < 3600; second++) {
			this.counter.add(second, 1);
		}
		assertThat(this.counter.sum(3599, 3600)).isEqualTo(3600);
		long later = 3599 + 100 * 3600L;
		assertThat(this.counter.sum(later, 3600)).isZero();
		this.counter.add(later, 2);
		assertThat(this.counter.sum(later, 3600)).isEqualTo(2);
	}

	@Test
	void movingIntervalIsExactForDays() {
		for (long second = 0; second < 3 * 24 * 3600; second++) {
			this.counter.add(second, second % 7);
		}
		long last = 3 * 24 * 3600 - 1;
		long expected = 0;
		for (long second = last - 299; second <= last; second++) {
			expected += second % 7;
		}
		assertThat(this.counter.sum(last, 300)).isEqualTo(expected);
	}

	@Test
	void stragglerOfAnHourAgoCountsInTheTotalOnly() {
		this.counter.add(3600, 1);
		this.counter.add(0, 1);
		assertThat(this.counter.sum(3600, 3600)).isOne();
		assertThat(this.counter.total()).isEqualTo(2);
	}

	@Test
	void secondThatOverflowsStaysAtItsMost() {
		this.counter.add(0, 0xffff_ffffL);
		this.counter.add(0, 1);
		assertThat(this.counter.sum(0, 1)).isEqualTo(0xffff_ffffL);
	}

	@Test
	void threadsLoseNothing() throws InterruptedException {
		AtomicLong clock = new AtomicLong();
		CountDownLatch start = new CountDownLatch(1);
		ExecutorService threads = Executors.newFixedThreadPool(4);
		for (int thread = 0; thread < 4; thread++) {
			threads.submit(() -> {
				start.await();
				for (int i = 0; i < 50_000; i++) {
					this.counter.add(clock.getAndIncrement() / 1000, 1);
				}
				return null;
			});
		}
		start.countDown();
		threads.shutdown();
		assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.counter.sum(199, 3600)).isEqualTo(200_000);
		assertThat(this.counter.sum(199, 1)).isEqualTo(1000);
		assertThat(this.counter.total()).isEqualTo(200_000);
	}

}
