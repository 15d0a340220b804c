package dev.monitor.task;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.monitor.CapturedLog;
import dev.monitor.UnwritableLog;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link PeriodicTask}.
 */
class PeriodicTaskTests {

	private static final String NAME = "monitor-periodic-task-tests";

	private final AtomicInteger runs = new AtomicInteger();

	@Test
	void runsAgainWhateverIsThrown() throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(3);
		try (CapturedLog log = new CapturedLog(PeriodicTask.class)) {
			PeriodicTask task = new PeriodicTask(NAME, () -> {
				runs.countDown();
				throw new StackOverflowError("on purpose");
			}, Duration.ZERO, Duration.ofMillis(1));
			task.start();
			assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
			task.finish();
			assertThat(log.lines()).containsExactly("ERROR " + NAME + " failed; the next try is in 1 ms,"
					+ " later failures are logged at debug level");
		}
	}

	@Test
	void aFailureAfterASuccessIsLoggedAgain() throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(5);
		try (CapturedLog log = new CapturedLog(PeriodicTask.class)) {
			PeriodicTask task = new PeriodicTask(NAME, () -> {
				int run = this.runs.incrementAndGet();
				runs.countDown();
				if (run == 1 || run == 2 || run == 4) {
					throw new IllegalStateException("on purpose");
				}
			}, Duration.ZERO, Duration.ofMillis(1));
			task.start();
			assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
			task.stop();
			assertThat(log.lines()).hasSize(2).allMatch((line) -> line.startsWith("ERROR " + NAME + " failed;"));
		}
	}

	@Test
	void runsAgainAlsoIfNoFailureCanBeLogged() throws InterruptedException {
		CountDownLatch runs = new CountDownLatch(3);
		PeriodicTask task = new PeriodicTask(NAME, () -> {
			runs.countDown();
			throw new StackOverflowError("on purpose");
		}, Duration.ZERO, Duration.ofMillis(1));
		try (UnwritableLog log = new UnwritableLog(PeriodicTask.class)) {
			task.start();
			assertThat(runs.await(30, TimeUnit.SECONDS)).isTrue();
			task.finish();
			assertThat(log.failures()).isGreaterThanOrEqualTo(3);
		}
	}

	@Test
	void runsAtOnceOnADaemonThreadOfItsName() {
		Thread[] thread = new Thread[1];
		PeriodicTask task = new PeriodicTask(NAME, () -> {
			thread[0] = Thread.currentThread();
			this.runs.incrementAndGet();
		}, Duration.ZERO, Duration.ofHours(1));
		task.start();
		Awaitility.await().untilAtomic(this.runs, (count) -> assertThat(count).isEqualTo(1));
		assertThat(thread[0].getName()).isEqualTo(NAME);
		assertThat(thread[0].isDaemon()).isTrue();
		task.stop();
		assertThat(this.runs).hasValue(1);
		Awaitility.await().untilAsserted(() -> assertThat(thread[0].isAlive()).isFalse());
	}

	@Test
	void itsThreadKnowsNothingOfTheRequestThatStartsIt() {
		AtomicReference<ClassLoader> seen = new AtomicReference<>();
		PeriodicTask task = new PeriodicTask(NAME, () -> seen.set(Thread.currentThread().getContextClassLoader()),
				Duration.ZERO, Duration.ofHours(1));
		ClassLoader own = Thread.currentThread().getContextClassLoader();
		try (URLClassLoader request = new URLClassLoader(new URL[0], own)) {
			Thread.currentThread().setContextClassLoader(request);
			task.start();
			Awaitility.await().untilAtomic(seen, (loader) -> assertThat(loader).isSameAs(own));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		finally {
			Thread.currentThread().setContextClassLoader(own);
			task.stop();
		}
	}

	@Test
	void runsALastTimeWhenItIsFinished() {
		PeriodicTask task = new PeriodicTask(NAME, this.runs::incrementAndGet, Duration.ofHours(1),
				Duration.ofHours(1));
		task.finish();
		assertThat(this.runs).hasValue(0);
		task.start();
		task.start();
		assertThat(task.isRunning()).isTrue();
		assertThat(this.runs).hasValue(0);
		task.finish();
		task.finish();
		assertThat(task.isRunning()).isFalse();
		assertThat(this.runs).hasValue(1);
	}

	@Test
	void startsAgainAfterItWasStopped() {
		PeriodicTask task = new PeriodicTask(NAME, this.runs::incrementAndGet, Duration.ZERO, Duration.ofHours(1));
		task.start();
		Awaitility.await().untilAtomic(this.runs, (count) -> assertThat(count).isEqualTo(1));
		task.stop();
		assertThat(task.isRunning()).isFalse();
		task.start();
		Awaitility.await().untilAtomic(this.runs, (count) -> assertThat(count).isEqualTo(2));
		task.stop();
	}

	@Test
	void aRunThatIsUnderWayIsNotInterrupted() throws InterruptedException {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch finished = new CountDownLatch(1);
		PeriodicTask task = new PeriodicTask(NAME, () -> {
			if (this.runs.incrementAndGet() == 1) {
				begun.countDown();
				try {
					release.await();
					finished.countDown();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			}
		}, Duration.ofMillis(1), Duration.ofMillis(1));
		task.start();
		assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
		task.finish();
		release.countDown();
		assertThat(finished.await(30, TimeUnit.SECONDS)).isTrue();
		assertThat(this.runs).hasValue(2);
	}

	@Test
	void leavesNoThread() {
		for (int i = 0; i < 20; i++) {
			PeriodicTask task = new PeriodicTask(NAME, this.runs::incrementAndGet, Duration.ZERO, Duration.ofMillis(1));
			task.start();
			task.stop();
		}
		Awaitility.await()
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().equals(NAME)));
	}

}
