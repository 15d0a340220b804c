package dev.monitor.concurrency.reactive;

import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OverdueTimer}.
 */
class OverdueTimerTests {

	private static final String HOOK = OverdueTimerTests.class.getName();

	private final AtomicInteger ticks = new AtomicInteger();

	@AfterEach
	void removeHook() {
		Schedulers.resetOnScheduleHook(HOOK);
	}

	@Test
	void startsAgainAfterItCouldNotBeScheduled() {
		OverdueTimer timer = new OverdueTimer(1, () -> false, this.ticks::incrementAndGet);
		Thread test = Thread.currentThread();
		Schedulers.onScheduleHook(HOOK, (work) -> {
			if (Thread.currentThread() == test) {
				throw new OutOfMemoryError("on purpose");
			}
			return work;
		});
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(timer::start);
		Schedulers.resetOnScheduleHook(HOOK);
		timer.start();
		Awaitility.await().untilAtomic(this.ticks, (count) -> assertThat(count).isOne());
	}

}
