package dev.monitor.gate;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.FakeClock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

class GuardedGateTests {

	private final FakeClock clock = new FakeClock();

	private final SwitchGate good = SwitchGate.opened("mine", this.clock);

	private volatile Callable<Verdict> behaviour = this.good::verdict;

	private final AtomicInteger asked = new AtomicInteger();

	private final GuardedGate gate = guard(Duration.ofMinutes(1));

	private final CountDownLatch hanging = new CountDownLatch(1);

	@AfterEach
	void close() {
		this.hanging.countDown();
		this.gate.close();
	}

	@Test
	void aGoodGateSpeaksForItself() {
		assertThat(this.gate.name()).isEqualTo("mine");
		assertThat(this.gate.verdict()).isEqualTo(this.good.verdict());
		this.good.close("not now");
		await().untilAsserted(() -> assertThat(this.gate.verdict()).isEqualTo(this.good.verdict()));
	}

	@Test
	void whatThrowsIsClosedSinceItFirstDidAndRecovers() {
		this.behaviour = () -> {
			throw new IllegalStateException("password=secret");
		};
		Verdict first = this.gate.verdict();
		assertThat(first.open()).isFalse();
		assertThat(first.reason()).isEqualTo("Gate 'mine' failed: IllegalStateException: password=...");
		this.clock.advance(Duration.ofSeconds(5));
		assertThat(this.gate.verdict()).isEqualTo(first);
		this.behaviour = this.good::verdict;
		await().until(() -> this.gate.verdict().open());
	}

	@Test
	void anErrorIsNoDifferent() {
		this.behaviour = () -> {
			throw new StackOverflowError();
		};
		assertThat(this.gate.verdict().reason()).isEqualTo("Gate 'mine' failed: StackOverflowError");
		this.behaviour = this.good::verdict;
		await().until(() -> this.gate.verdict().open());
	}

	@Test
	@SuppressWarnings("NullAway")
	void whatGivesNothingIsClosed() {
		this.behaviour = () -> null;
		assertThat(this.gate.verdict().reason()).isEqualTo("Gate 'mine' gave no verdict");
	}

	@Test
	void oneThatBlocksIsAskedOnceAndClosedUntilItAnswers() {
		GuardedGate impatient = guard(Duration.ofMillis(20));
		this.behaviour = () -> {
			this.hanging.await();
			return this.good.verdict();
		};
		List<Verdict> verdicts = List.of(impatient.verdict(), impatient.verdict(), impatient.verdict());
		assertThat(verdicts).extracting(Verdict::reason).containsOnly("Gate 'mine' does not answer");
		await().untilAtomic(this.asked, equalTo(1));
		assertThat(impatient.verdict().reason()).isEqualTo("Gate 'mine' does not answer");
		assertThat(this.asked).hasValue(1);
		this.hanging.countDown();
		await().until(() -> impatient.verdict().open());
		impatient.close();
	}

	@Test
	void aClosedGuardLeavesNoThreadAndIsClosed() {
		CountDownLatch begun = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		GuardedGate impatient = guard(Duration.ofMillis(20));
		this.behaviour = () -> {
			begun.countDown();
			try {
				this.hanging.await();
			}
			catch (InterruptedException ex) {
				interrupted.countDown();
			}
			return this.good.verdict();
		};
		assertThat(impatient.verdict().open()).isFalse();
		await().until(() -> begun.getCount() == 0);
		impatient.close();
		await().until(() -> interrupted.getCount() == 0);
		await().untilAsserted(
				() -> assertThat(impatient.verdict().reason()).isEqualTo("Gate 'mine' is not asked any more"));
	}

	@Test
	void nobodyWaitsForASlowOneAndEachQuestionServesAll() throws Exception {
		assertThat(this.gate.verdict().open()).isTrue();
		this.behaviour = () -> {
			this.hanging.await();
			return this.good.verdict();
		};
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.anyMatch((thread) -> thread.getName().equals("monitor-gate-mine")
					&& thread.getState() == Thread.State.WAITING && asksNow(thread)));
		int before = this.asked.get();
		for (int i = 0; i < 1000; i++) {
			assertThat(this.gate.verdict().open()).isTrue();
		}
		assertThat(this.asked).hasValue(before);
	}

	@Test
	void aHangingOneDoesNotStayOpen() {
		GuardedGate impatient = guard(Duration.ofMillis(20));
		await().until(() -> impatient.verdict().open());
		this.behaviour = () -> {
			this.hanging.await();
			return this.good.verdict();
		};
		await().untilAsserted(() -> assertThat(impatient.verdict().reason()).isEqualTo("Gate 'mine' does not answer"));
		impatient.close();
	}

	@Test
	void aPausedOneHasNoThreadUntilSomebodyReads() {
		assertThat(this.gate.verdict().open()).isTrue();
		this.gate.pause();
		await().until(() -> Thread.getAllStackTraces()
			.keySet()
			.stream()
			.noneMatch((thread) -> thread.getName().equals("monitor-gate-mine")));
		this.good.close("not now");
		assertThat(this.gate.verdict()).isEqualTo(this.good.verdict());
	}

	@Test
	void oneThatOutlivesAPauseIsNotAskedBesideThat() {
		GuardedGate impatient = guard(Duration.ofMillis(20));
		this.behaviour = () -> {
			awaitDespiteInterrupts(this.hanging);
			return Verdict.closed("of before", this.clock.instant());
		};
		assertThat(impatient.verdict().open()).isFalse();
		await().untilAtomic(this.asked, equalTo(1));
		impatient.pause();
		for (int i = 0; i < 5; i++) {
			assertThat(impatient.verdict().reason()).isEqualTo("Gate 'mine' does not answer");
		}
		assertThat(this.asked).hasValue(1);
		this.behaviour = this.good::verdict;
		this.hanging.countDown();
		await().until(() -> impatient.verdict().open());
		impatient.close();
	}

	@Test
	void anInterruptedReaderKeepsItsInterrupt() {
		this.behaviour = () -> {
			this.hanging.await();
			return this.good.verdict();
		};
		Thread.currentThread().interrupt();
		Verdict verdict = this.gate.verdict();
		assertThat(Thread.interrupted()).isTrue();
		assertThat(verdict.reason()).isEqualTo("Gate 'mine' could not be asked");
	}

	private static void awaitDespiteInterrupts(CountDownLatch latch) {
		while (latch.getCount() > 0) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				// as one does that hangs in a driver
			}
		}
	}

	private static boolean asksNow(Thread thread) {
		return Arrays.stream(thread.getStackTrace())
			.anyMatch((frame) -> frame.getClassName().equals(CountDownLatch.class.getName()));
	}

	private GuardedGate guard(Duration patience) {
		return new GuardedGate(new Gate() {

			@Override
			public String name() {
				return "mine";
			}

			@Override
			public Verdict verdict() {
				GuardedGateTests.this.asked.incrementAndGet();
				try {
					return GuardedGateTests.this.behaviour.call();
				}
				catch (RuntimeException ex) {
					throw ex;
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			}

		}, Duration.ofMillis(1), patience, this.clock);
	}

}
