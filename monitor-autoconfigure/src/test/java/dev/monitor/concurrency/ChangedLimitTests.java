package dev.monitor.concurrency;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * The limit while it is set to other values.
 */
class ChangedLimitTests {

	@Test
	void halfOfEachLimitMayWaitAndAtLeastOne() {
		ConcurrencyLimit limit = limit(new MaxWaiting(null, null), new LimitBounds(1, 1, 100));
		limit.set(31);
		assertLimit(limit, 31, 15);
		limit.set(1);
		assertLimit(limit, 1, 1);
	}

	@Test
	void numberOfWaitersThatWasSetStaysAsSet() {
		ConcurrencyLimit limit = limit(new MaxWaiting(7, null), new LimitBounds(1, 1, 100));
		limit.set(50);
		assertLimit(limit, 50, 7);
	}

	@Test
	void waitersAreCappedByTheThreads() {
		ThreadBudget budget = new ThreadBudget(20);
		ConcurrencyLimit limit = limit(new MaxWaiting(null, budget), new LimitBounds(1, 1, 100));
		limit.set(12);
		assertLimit(limit, 12, 4);
		limit.set(16);
		assertLimit(limit, 16, 0);
		limit.set(8);
		assertLimit(limit, 8, 4);
		ConcurrencyLimit greedy = limit(new MaxWaiting(50, budget), new LimitBounds(1, 1, 100));
		greedy.set(10);
		assertLimit(greedy, 10, 6);
	}

	@Test
	void limitStaysWithinTheBounds() {
		ConcurrencyLimit limit = limit(new MaxWaiting(null, null), new LimitBounds(5, 5, 20));
		limit.set(4);
		assertThat(limit.limiter().limit()).isEqualTo(5);
		limit.set(Integer.MAX_VALUE);
		assertThat(limit.limiter().limit()).isEqualTo(20);
		limit.set(Integer.MIN_VALUE);
		assertThat(limit.limiter().limit()).isEqualTo(5);
	}

	@Test
	void boundsThatMakeNoSenseAreRefused() {
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitBounds(1, 0, 1));
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitBounds(3, 3, 2));
		assertThatIllegalArgumentException().isThrownBy(() -> new LimitBounds(1, 1, ConcurrencyLimiter.MAX + 1));
	}

	private static ConcurrencyLimit limit(MaxWaiting maxWaiting, LimitBounds bounds) {
		return TestLimit.of(Algorithm.FIXED, bounds, maxWaiting, new FakeTime());
	}

	private static void assertLimit(ConcurrencyLimit changed, int limit, int maxWaiting) {
		assertThat(changed.limiter().limit()).isEqualTo(limit);
		assertThat(changed.limiter().maxWaiting()).isEqualTo(maxWaiting);
	}

}
