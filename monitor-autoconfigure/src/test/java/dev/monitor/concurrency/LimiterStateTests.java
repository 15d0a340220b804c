package dev.monitor.concurrency;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LimiterStateTests {

	@Test
	void holdsThreeNumbersOfFullRange() {
		long state = LimiterState.of(LimiterState.MAX, LimiterState.MAX - 1, LimiterState.MAX - 2);
		assertThat(LimiterState.limit(state)).isEqualTo(LimiterState.MAX);
		assertThat(LimiterState.waiting(state)).isEqualTo(LimiterState.MAX - 1);
		assertThat(LimiterState.active(state)).isEqualTo(LimiterState.MAX - 2);
		assertThat(state).isPositive();
	}

	@Test
	void hasRoomBelowTheLimitWhileNobodyWaits() {
		assertThat(LimiterState.hasRoom(LimiterState.of(2, 0, 1))).isTrue();
		assertThat(LimiterState.hasRoom(LimiterState.of(2, 0, 2))).isFalse();
		assertThat(LimiterState.hasRoom(LimiterState.of(2, 0, 3))).isFalse();
		assertThat(LimiterState.hasRoom(LimiterState.of(2, 1, 1))).isFalse();
	}

	@Test
	void newLimitLeavesTheRest() {
		assertThat(LimiterState.withLimit(LimiterState.of(2, 5, 3), 4)).isEqualTo(LimiterState.of(4, 5, 3));
	}

	@Test
	void waitersCanBeTakenOut() {
		assertThat(LimiterState.withoutWaiters(LimiterState.of(7, 5, 3))).isEqualTo(LimiterState.of(7, 0, 3));
	}

}
