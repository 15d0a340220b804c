package dev.monitor.benchmarks.client;

import java.time.Duration;
import java.util.Random;

/**
 * When requests are due.
 *
 * @param rate requests a second
 * @param ramp time at the beginning that is not recorded
 * @param length time that is recorded
 * @param random source of the gaps between requests; the same seed gives the same
 * schedule
 */
public record Arrivals(double rate, Duration ramp, Duration length, Random random) {

	/**
	 * Return the time to the next request: exponentially distributed, as when many
	 * clients come independently of each other.
	 */
	long gapNanos() {
		return (long) (-Math.log(1 - this.random.nextDouble()) / this.rate * 1e9);
	}

}
