package dev.monitor.task;

import java.time.Duration;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

/**
 * The last of the samples that are taken of something again and again, with its age and
 * how many tries failed. One thread at a time tells of tries; reading never waits.
 *
 * @param <T> type of the samples
 */
public final class LastSample<T> {

	/**
	 * As many missing samples make the last one worthless.
	 */
	private static final int PATIENCE = 3;

	private final LongSupplier nanoTime;

	private final long maxAge;

	private volatile State<T> state;

	/**
	 * Create without a sample.
	 * @param interval time from one sample to the next; after three of them without one,
	 * as when whoever is asked hangs, the last is no longer told
	 * @param nanoTime nanoseconds, never going back
	 */
	public LastSample(Duration interval, LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
		this.maxAge = interval.multipliedBy(PATIENCE).toNanos();
		this.state = new State<>(null, nanoTime.getAsLong(), 0, false);
	}

	/**
	 * A sample was taken.
	 * @param sample the sample
	 * @return whether the try before had failed
	 */
	public boolean taken(T sample) {
		State<T> before = this.state;
		this.state = new State<>(sample, this.nanoTime.getAsLong(), before.failures(), false);
		return before.failing();
	}

	/**
	 * No sample could be taken, and the last one is worth nothing.
	 * @return whether the try before had not failed
	 */
	public boolean failed() {
		State<T> before = this.state;
		this.state = new State<>(null, before.since(), before.failures() + 1, true);
		return !before.failing();
	}

	/**
	 * Return the last sample.
	 * @return the sample; {@code null} if there is none, the last try failed or it is too
	 * old to mean anything
	 */
	public @Nullable T current() {
		State<T> current = this.state;
		return (this.nanoTime.getAsLong() - current.since() <= this.maxAge) ? current.sample() : null;
	}

	/**
	 * Return how old the last sample is, also one that is no longer told.
	 * @return the age in seconds, from the start if there was never one
	 */
	public double ageInSeconds() {
		return (this.nanoTime.getAsLong() - this.state.since()) / 1e9;
	}

	/**
	 * Return how many tries failed since the start.
	 * @return the number of failures
	 */
	public long failures() {
		return this.state.failures();
	}

	private record State<T>(@Nullable T sample, long since, long failures, boolean failing) {

	}

}
