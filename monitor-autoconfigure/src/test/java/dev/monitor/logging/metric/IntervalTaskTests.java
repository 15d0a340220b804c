package dev.monitor.logging.metric;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.CapturedLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IntervalTask}.
 */
class IntervalTaskTests {

	@Test
	void runsAgainWhateverIsThrown() throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(3);
		try (CapturedLog log = new CapturedLog(IntervalTask.class)) {
			IntervalTask task = new IntervalTask(() -> {
				runs.countDown();
				throw new StackOverflowError("boom");
			}, Duration.ofMillis(1));
			task.start();
			assertThat(runs.await(10, TimeUnit.SECONDS)).isTrue();
			task.stop();
			assertThat(log.lines()).isNotEmpty().allMatch((line) -> line.contains("the next try is in 1 ms"));
		}
	}

	@Test
	void runsALastTimeWhenItIsStopped() {
		AtomicInteger runs = new AtomicInteger();
		IntervalTask task = new IntervalTask(runs::incrementAndGet, Duration.ofHours(1));
		task.stop();
		assertThat(runs).hasValue(0);
		task.start();
		task.start();
		assertThat(task.isRunning()).isTrue();
		assertThat(runs).hasValue(0);
		task.stop();
		task.stop();
		assertThat(task.isRunning()).isFalse();
		assertThat(runs).hasValue(1);
	}

	@Test
	void aRunThatIsUnderWayIsNotInterrupted() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch finished = new CountDownLatch(1);
		AtomicInteger runs = new AtomicInteger();
		IntervalTask task = new IntervalTask(() -> {
			if (runs.incrementAndGet() == 1) {
				begun.countDown();
				try {
					release.await();
					finished.countDown();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}, Duration.ofMillis(1));
		task.start();
		assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();
		task.stop();
		release.countDown();
		assertThat(finished.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(runs).hasValue(2);
	}

	@Test
	void leavesNoThread() {
		for (int i = 0; i < 20; i++) {
			IntervalTask task = new IntervalTask(() -> {
			}, Duration.ofMillis(1));
			task.start();
			task.stop();
		}
		Awaitility.await()
			.atMost(Duration.ofSeconds(10))
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals("monitor-metric-lines")));
	}

}
