package dev.monitor.concurrency;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class LimitControlTests {

	private final ConcurrencyLimiter limiter = new ConcurrencyLimiter(10, 5, QueueOrder.FIFO, System::nanoTime);

	@Test
	void halfOfEachLimitMayWaitAndAtLeastOne() {
		LimitControl control = new LimitControl(this.limiter, new MaxWaiting(null, null), 1, 100);
		control.set(31);
		assertLimit(31, 15);
		control.set(1);
		assertLimit(1, 1);
	}

	@Test
	void numberOfWaitersThatWasSetStaysAsSet() {
		LimitControl control = new LimitControl(this.limiter, new MaxWaiting(7, null), 1, 100);
		control.set(50);
		assertLimit(50, 7);
	}

	@Test
	void waitersAreCappedByTheThreads() {
		ThreadBudget budget = new ThreadBudget(20);
		LimitControl control = new LimitControl(this.limiter, new MaxWaiting(null, budget), 1, 100);
		control.set(12);
		assertLimit(12, 4);
		control.set(16);
		assertLimit(16, 0);
		control.set(8);
		assertLimit(8, 4);
		new LimitControl(this.limiter, new MaxWaiting(50, budget), 1, 100).set(10);
		assertLimit(10, 6);
	}

	@Test
	void limitStaysWithinTheBounds() {
		LimitControl control = new LimitControl(this.limiter, new MaxWaiting(null, null), 5, 20);
		control.set(4);
		assertThat(this.limiter.limit()).isEqualTo(5);
		control.set(Integer.MAX_VALUE);
		assertThat(this.limiter.limit()).isEqualTo(20);
		control.set(Integer.MIN_VALUE);
		assertThat(this.limiter.limit()).isEqualTo(5);
	}

	@Test
	void boundsThatMakeNoSenseAreRefused() {
		MaxWaiting waiting = new MaxWaiting(null, null);
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitControl(this.limiter, waiting, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitControl(this.limiter, waiting, 3, 2));
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new LimitControl(this.limiter, waiting, 1, ConcurrencyLimiter.MAX + 1));
	}

	private void assertLimit(int limit, int maxWaiting) {
		assertThat(this.limiter.limit()).isEqualTo(limit);
		assertThat(this.limiter.maxWaiting()).isEqualTo(maxWaiting);
	}

}
