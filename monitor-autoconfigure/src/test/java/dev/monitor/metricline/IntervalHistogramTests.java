package dev.monitor.metricline;

import java.util.ArrayList;
import java.util.List;

import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link IntervalHistogram}.
 */
class IntervalHistogramTests {

	private static final Percentage ERROR = Percentage.withPercentage(1.6);

	private final IntervalHistogram histogram = new IntervalHistogram();

	@Test
	void withoutValuesThereAreNoQuantiles() {
		assertThat(this.histogram.take()).isEqualTo(new IntervalQuantiles(0, Double.NaN, Double.NaN, Double.NaN));
	}

	@Test
	void quantilesAreOffBySmallShare() {
		for (int i = 1; i <= 1000; i++) {
			this.histogram.record(i * 0.37);
		}
		IntervalQuantiles quantiles = this.histogram.take();
		assertThat(quantiles.count()).isEqualTo(1000);
		assertThat(quantiles.median()).isCloseTo(500 * 0.37, ERROR);
		assertThat(quantiles.p95()).isCloseTo(950 * 0.37, ERROR);
		assertThat(quantiles.p99()).isCloseTo(990 * 0.37, ERROR);
	}

	@Test
	void everyMagnitudeIsToldApart() {
		for (double value = 0.0001; value < 4e12; value *= 1.01) {
			this.histogram.record(value);
			assertThat(this.histogram.take().median()).isCloseTo(value, ERROR);
		}
	}

	@Test
	void whatIsOutOfRangeCounts() {
		for (double value : new double[] { 0, -1, Double.NaN, Double.MIN_VALUE }) {
			this.histogram.record(value);
		}
		assertThat(this.histogram.take()).isEqualTo(new IntervalQuantiles(4, 0, 0, 0));
		this.histogram.record(Double.MAX_VALUE);
		this.histogram.record(Double.POSITIVE_INFINITY);
		double largest = Math.scalb(1.0, 42);
		assertThat(this.histogram.take()).isEqualTo(new IntervalQuantiles(2, largest, largest, largest));
	}

	@Test
	void everyValueCountsInOneInterval() throws InterruptedException {
		List<Thread> threads = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			threads.add(new Thread(() -> {
				for (int n = 0; n < 20_000; n++) {
					this.histogram.record(n % 7);
				}
			}));
		}
		threads.forEach(Thread::start);
		long taken = 0;
		while (threads.stream().anyMatch(Thread::isAlive)) {
			taken += this.histogram.take().count();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(taken + this.histogram.take().count()).isEqualTo(80_000);
	}

}
