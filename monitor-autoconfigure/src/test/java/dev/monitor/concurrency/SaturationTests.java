package dev.monitor.concurrency;

import java.lang.management.ManagementFactory;
import java.time.Duration;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SaturationTests {

	private static final long NONE = -1;

	private final FakeTime time = new FakeTime();

	private final Saturation saturation = new Saturation(this.time::nanoTime);

	@Test
	void thereIsNoneAtFirst() {
		assertThat(this.saturation.lasted()).isEqualTo(NONE);
		assertThat(this.saturation.calm()).isPositive();
	}

	@Test
	void startsWithPressureAndLastsWhileAllPermitsStayTaken() {
		this.time.passMillis(500);
		this.saturation.pressed();
		this.time.passMillis(7000);
		assertThat(this.saturation.lasted()).isEqualTo(millis(7000));
		assertThat(this.saturation.calm()).isEqualTo(NONE);
	}

	@Test
	void endsWhenPermitsAreFreeForLongerThanTheTolerance() {
		this.saturation.pressed();
		this.time.passMillis(1000);
		this.saturation.eased();
		this.time.passMillis(100);
		assertThat(this.saturation.lasted()).isEqualTo(millis(1100));
		this.time.pass(Duration.ofNanos(1));
		assertThat(this.saturation.lasted()).isEqualTo(NONE);
		assertThat(this.saturation.calm()).isEqualTo(millis(100) + 1);
	}

	@Test
	void easeNeedsNoMemory() {
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		this.saturation.pressed();
		this.saturation.eased();
		this.saturation.pressed();
		long before = threads.getCurrentThreadAllocatedBytes();
		this.saturation.eased();
		assertThat(threads.getCurrentThreadAllocatedBytes()).isEqualTo(before);
		assertThat(this.saturation.calm()).isZero();
	}

	@Test
	void pressureWithinTheToleranceContinuesIt() {
		this.saturation.pressed();
		for (int i = 0; i < 10; i++) {
			this.time.passMillis(900);
			this.saturation.eased();
			this.time.passMillis(100);
			this.saturation.pressed();
		}
		assertThat(this.saturation.lasted()).isEqualTo(millis(10_000));
	}

	@Test
	void pressureAfterTheToleranceStartsItAnew() {
		this.saturation.pressed();
		this.time.passMillis(1000);
		this.saturation.eased();
		this.time.passMillis(101);
		this.saturation.pressed();
		this.time.passMillis(5);
		assertThat(this.saturation.lasted()).isEqualTo(millis(5));
	}

	@Test
	void theFirstFreePermitAfterPressureCountsNotTheLast() {
		this.saturation.pressed();
		this.time.passMillis(10);
		this.saturation.eased();
		this.time.passMillis(80);
		this.saturation.eased();
		this.time.passMillis(80);
		this.saturation.pressed();
		assertThat(this.saturation.lasted()).isZero();
	}

	private static long millis(long millis) {
		return Duration.ofMillis(millis).toNanos();
	}

}
