package dev.monitor.check;

import java.time.Clock;
import java.time.Instant;
import java.util.function.LongSupplier;

/**
 * The two clocks of a check: one to show to people, one to tell ages by, which no
 * correction of the machine's time can move.
 *
 * @param clock for points in time that are shown
 * @param steady nanoseconds from an arbitrary origin, never going back
 */
public record TimeSource(Clock clock, LongSupplier steady) {

	/**
	 * The clocks of this machine.
	 */
	public static final TimeSource SYSTEM = new TimeSource(Clock.systemUTC(), System::nanoTime);

	/**
	 * Return the time to show to people; ages must not be told by it.
	 * @return the time of the clock
	 */
	public Instant instant() {
		return this.clock.instant();
	}

	long nanoTime() {
		return this.steady.getAsLong();
	}

}
