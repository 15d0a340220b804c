package dev.monitor.health;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateWatchTests {

	@Test
	void goesOnAfterAnError() throws InterruptedException {
		CountDownLatch observations = new CountDownLatch(3);
		GateWatch watch = new GateWatch(() -> {
			observations.countDown();
			throw new AssertionError("on purpose");
		}, Duration.ofMillis(1));
		watch.start();
		assertThat(observations.await(10, TimeUnit.SECONDS)).isTrue();
		watch.stop();
	}

	@Test
	void observesALastTimeWhenStoppedAndLeavesNoThread() {
		AtomicInteger observations = new AtomicInteger();
		Thread[] thread = new Thread[1];
		GateWatch watch = new GateWatch(() -> {
			if (observations.getAndIncrement() == 0) {
				thread[0] = Thread.currentThread();
			}
		}, Duration.ofHours(1));
		watch.start();
		assertThat(watch.isRunning()).isTrue();
		Awaitility.await().untilAtomic(observations, (count) -> assertThat(count).isEqualTo(1));
		watch.stop();
		watch.stop();
		assertThat(watch.isRunning()).isFalse();
		assertThat(observations).hasValue(2);
		Awaitility.await().untilAsserted(() -> assertThat(thread[0].isAlive()).isFalse());
		assertThat(thread[0].isDaemon()).isTrue();
		assertThat(thread[0].getName()).isEqualTo("monitor-gates");
	}

}
