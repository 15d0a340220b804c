package dev.monitor.concurrency;

import java.time.Duration;

import dev.monitor.gate.Verdict;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SaturationGateTests {

	private final FakeTime time = new FakeTime();

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(2, 0, QueueOrder.FIFO, this.time::nanoTime);

	private final SaturationGate gate = gate(Duration.ofSeconds(10), Duration.ofSeconds(5));

	@Test
	void isNamedAndOpenAtFirst() {
		assertThat(this.gate.name()).isEqualTo("concurrency");
		assertThat(this.gate.verdict()).isEqualTo(Verdict.open(FakeTime.START));
	}

	@Test
	void beingFullAloneDoesNotClose() {
		fill();
		this.time.passMillis(60_000);
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void stuckApplicationWithRareArrivalsCloses() throws InterruptedException {
		fill();
		reject();
		this.time.passMillis(9_999);
		assertThat(this.gate.verdict().open()).isTrue();
		reject();
		this.time.passMillis(2_001);
		assertThat(this.gate.verdict())
			.isEqualTo(Verdict.closed("Overloaded for 12 s", FakeTime.START.plusSeconds(10)));
	}

	@Test
	void oneRejectionAndThenBusyLoadThatTouchesTheLimitDoesNotClose() throws InterruptedException {
		fill();
		reject();
		for (int i = 0; i < 600; i++) {
			this.time.passMillis(45);
			this.limiter.release();
			this.time.passMillis(5);
			assertThat(this.limiter.tryAcquire()).isTrue();
			assertThat(this.gate.verdict().open()).isTrue();
		}
	}

	@Test
	void rejectionsWithoutABreakCloseThoughEachReleaseMakesAGap() throws InterruptedException {
		fill();
		for (int i = 0; i < 1000; i++) {
			reject();
			this.time.passMillis(9);
			this.limiter.release();
			this.time.passMillis(1);
			assertThat(this.limiter.acquire(0)).isEqualTo(Admission.ADMITTED);
		}
		reject();
		assertThat(this.gate.verdict().open()).isFalse();
		assertThat(this.gate.verdict().reason()).isEqualTo("Overloaded for 10 s");
	}

	@Test
	void rejectionsWithBreaksDoNotClose() throws InterruptedException {
		for (int i = 0; i < 100; i++) {
			fill();
			reject();
			this.time.passMillis(400);
			this.limiter.release();
			this.limiter.release();
			this.time.passMillis(101);
			assertThat(this.gate.verdict().open()).isTrue();
		}
	}

	@Test
	void opensWhenCalmHasLastedForTheRecoveryTime() throws InterruptedException {
		close();
		this.limiter.release();
		this.time.passMillis(4_999);
		assertThat(this.gate.verdict().reason()).isEqualTo("Overloaded for 14 s");
		this.time.passMillis(1);
		assertThat(this.gate.verdict()).isEqualTo(Verdict.open(FakeTime.START.plusSeconds(15)));
	}

	@Test
	void rejectionStartsTheRecoveryAnew() throws InterruptedException {
		close();
		this.limiter.release();
		this.time.passMillis(4_000);
		assertThat(this.limiter.tryAcquire()).isTrue();
		reject();
		this.limiter.release();
		this.time.passMillis(4_999);
		assertThat(this.gate.verdict().open()).isFalse();
		this.time.passMillis(1);
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void touchingTheLimitWithoutRejectionDoesNotHoldUpTheRecovery() throws InterruptedException {
		close();
		this.limiter.release();
		for (int i = 0; i < 50; i++) {
			assertThat(this.limiter.tryAcquire()).isTrue();
			this.time.passMillis(90);
			this.limiter.release();
			this.time.passMillis(10);
		}
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void staysClosedWhileEveryPermitIsTaken() throws InterruptedException {
		close();
		this.limiter.release();
		assertThat(this.limiter.tryAcquire()).isTrue();
		this.time.passMillis(60_000);
		assertThat(this.gate.verdict().open()).isFalse();
		this.limiter.release();
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void raisedLimitEndsTheOverload() throws InterruptedException {
		close();
		this.limiter.resize(3, this.limiter.maxWaiting());
		this.time.passMillis(5_000);
		assertThat(this.gate.verdict().open()).isTrue();
	}

	@Test
	void withoutWaitTimeClosesAtTheFirstRejection() throws InterruptedException {
		SaturationGate hasty = gate(Duration.ZERO, Duration.ZERO);
		fill();
		assertThat(hasty.verdict().open()).isTrue();
		reject();
		assertThat(hasty.verdict().open()).isFalse();
		this.limiter.release();
		this.time.passMillis(100);
		assertThat(hasty.verdict().open()).isFalse();
		this.time.passMillis(1);
		assertThat(hasty.verdict().open()).isTrue();
	}

	private SaturationGate gate(Duration waitTime, Duration recoveryTime) {
		return new SaturationGate(this.limiter, waitTime, recoveryTime, this.time);
	}

	private void close() throws InterruptedException {
		fill();
		reject();
		this.time.passMillis(10_000);
		assertThat(this.gate.verdict().open()).isFalse();
	}

	private void fill() {
		assertThat(this.limiter.tryAcquire()).isTrue();
		assertThat(this.limiter.tryAcquire()).isTrue();
	}

	private void reject() throws InterruptedException {
		assertThat(this.limiter.acquire(0)).isEqualTo(Admission.QUEUE_FULL);
	}

}
