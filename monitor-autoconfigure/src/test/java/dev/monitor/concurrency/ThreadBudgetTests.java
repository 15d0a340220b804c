package dev.monitor.concurrency;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ThreadBudgetTests {

	@ParameterizedTest
	@CsvSource({ "200, 180", "201, 180", "40, 36", "41, 36", "10, 6", "5, 1", "4, 0", "1, 0" })
	void keepsATenthAndAtLeastFourThreadsFree(int threads, int usable) {
		assertThat(new ThreadBudget(threads).usable()).isEqualTo(usable);
	}

	@ParameterizedTest
	@CsvSource({ "200, 120", "10, 4", "5, 1", "1, 1" })
	void highestLimitLeavesRoomForHalfAsManyWaiters(int threads, int limit) {
		assertThat(new ThreadBudget(threads).highestLimit()).isEqualTo(limit);
	}

	@ParameterizedTest
	@CsvSource({ "50, 130", "180, 0", "500, 0" })
	void waitersGetWhatTheLimitLeaves(int limit, int waiting) {
		assertThat(new ThreadBudget(200).highestWaiting(limit)).isEqualTo(waiting);
	}

	@Test
	void smallestPoolIsTheSmallest() {
		for (int wanted = 1; wanted < 1000; wanted++) {
			int threads = (int) ThreadBudget.threadsFor(wanted);
			assertThat(new ThreadBudget(threads).usable()).isGreaterThanOrEqualTo(wanted);
			assertThat(new ThreadBudget(threads - 1).usable()).isLessThan(wanted);
		}
	}

}
