package dev.monitor.concurrency.adaptive;

import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.FakeTime;
import dev.monitor.concurrency.LimitBounds;
import dev.monitor.concurrency.MaxWaiting;
import dev.monitor.concurrency.TestLimit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class AdaptiveLimitTests {

	private static final int LOWEST = 4;

	private static final int INITIAL = 40;

	private static final int HIGHEST = 60;

	private final FakeTime time = new FakeTime();

	private ConcurrencyLimit limit = limit(Algorithm.AIMD);

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIXED")
	void risesToTheHighestLimitWhileLatencyIsSteadyAndPermitsAreTaken(Algorithm algorithm) {
		AdaptiveLimit adaptive = adaptive(algorithm);
		seconds(adaptive, 300, 20, false);
		assertThat(this.limit.limiter().limit()).isEqualTo(HIGHEST);
		assertThat(this.limit.report().maxWaiting()).isEqualTo(HIGHEST / 2);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIXED")
	void fallsToTheLowestLimitWhenServingTakesMuchLonger(Algorithm algorithm) {
		AdaptiveLimit adaptive = adaptive(algorithm);
		seconds(adaptive, 20, 20, false);
		int lowest = HIGHEST;
		for (int i = 0; i < 120; i++) {
			seconds(adaptive, 1, 6000, false);
			lowest = Math.min(lowest, this.limit.limiter().limit());
		}
		assertThat(lowest).isBetween(LOWEST, LOWEST + 5);
		assertThat(this.limit.report().maxWaiting()).isEqualTo(this.limit.limiter().limit() / 2);
	}

	@ParameterizedTest
	@EnumSource(names = { "AIMD", "VEGAS" })
	void fallsToTheLowestLimitOnTimeoutsAndRisesAgainAfterThem(Algorithm algorithm) {
		AdaptiveLimit adaptive = adaptive(algorithm);
		seconds(adaptive, 3, 20, false);
		seconds(adaptive, 120, 25, true);
		assertThat(this.limit.limiter().limit()).isEqualTo(LOWEST);
		seconds(adaptive, 120, 20, false);
		assertThat(this.limit.limiter().limit()).isEqualTo(HIGHEST);
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "FIXED")
	void staysWhereItIsWhenFewPermitsAreTaken(Algorithm algorithm) {
		AdaptiveLimit adaptive = adaptive(algorithm);
		for (int i = 0; i < 100; i++) {
			second(adaptive, 20, 5, false);
		}
		assertThat(this.limit.limiter().limit()).isEqualTo(INITIAL);
	}

	@Test
	void timeoutsOfOneSecondLowerTheLimitOnce() {
		AdaptiveLimit adaptive = adaptive(Algorithm.AIMD);
		seconds(adaptive, 2, 20, true);
		assertThat(this.limit.limiter().limit()).isEqualTo(36);
	}

	@Test
	void roundTripThatTookNoTimeBreaksNothing() {
		AdaptiveLimit adaptive = adaptive(Algorithm.VEGAS);
		adaptive.completed(this.time.nanoTime(), 1, false);
		adaptive.completed(this.time.nanoTime() + 10, 1, false);
		assertThat(this.limit.limiter().limit()).isEqualTo(INITIAL);
	}

	@Test
	void fixedLimitNeedsNone() {
		assertThatIllegalArgumentException().isThrownBy(() -> adaptive(Algorithm.FIXED));
	}

	private AdaptiveLimit adaptive(Algorithm algorithm) {
		this.limit = limit(algorithm);
		return new AdaptiveLimit(this.limit, this.time::nanoTime);
	}

	private ConcurrencyLimit limit(Algorithm algorithm) {
		return TestLimit.of(algorithm, new LimitBounds(INITIAL, LOWEST, HIGHEST), new MaxWaiting(null, null),
				this.time);
	}

	private void seconds(AdaptiveLimit adaptive, int seconds, long roundTripMillis, boolean dropped) {
		for (int i = 0; i < seconds; i++) {
			second(adaptive, roundTripMillis, this.limit.limiter().limit(), dropped);
		}
	}

	private void second(AdaptiveLimit adaptive, long roundTripMillis, int inFlight, boolean dropped) {
		for (int i = 0; i < 20; i++) {
			this.time.passMillis(51);
			adaptive.completed(this.time.nanoTime() - roundTripMillis * 1_000_000, inFlight, dropped);
		}
	}

}
