package dev.monitor.database;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

import dev.monitor.failure.FailureReason;
import dev.monitor.task.LastSample;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes samples of one database and keeps the last. Reading it never waits for the
 * database. Thread-safe.
 */
public final class DatabaseSampler {

	private static final Logger logger = LoggerFactory.getLogger(DatabaseSampler.class);

	private final String name;

	private final LastSample<DatabaseSample> last;

	private volatile DatabaseProbe probe;

	private volatile double deadlocks = Double.NaN;

	private volatile boolean unsupported;

	/**
	 * Create the sampler.
	 * @param name name of the database
	 * @param probe asks the database
	 * @param interval time from one sample to the next; after three of them without one,
	 * as when the database hangs, the last is no longer told
	 * @param nanoTime nanoseconds, never going back
	 */
	DatabaseSampler(String name, DatabaseProbe probe, Duration interval, LongSupplier nanoTime) {
		this.name = name;
		this.probe = probe;
		this.last = new LastSample<>(interval, nanoTime);
	}

	/**
	 * Ask through another probe from now on.
	 */
	void use(DatabaseProbe probe) {
		this.probe = probe;
	}

	/**
	 * Take a sample.
	 * @param sampled told of a sample
	 * @return whether there is any use in doing so again
	 */
	synchronized boolean sample(Consumer<DatabaseSample> sampled) {
		if (this.unsupported) {
			return false;
		}
		try {
			DatabaseSample sample = this.probe.sample();
			succeed(sample);
			sampled.accept(sample);
		}
		catch (UnsupportedDatabaseException ex) {
			this.unsupported = true;
			logger.info("No samples are taken of database '{}', which is {}; its statements are timed all the same",
					this.name, ex.getMessage());
			return false;
		}
		catch (Throwable ex) {
			if (!isInterrupted(ex)) {
				fail(ex);
			}
		}
		return true;
	}

	/**
	 * Interrupts come from whoever ends the sampling.
	 */
	private static boolean isInterrupted(Throwable failure) {
		return Thread.currentThread().isInterrupted() || failure instanceof InterruptedException
				|| failure.getCause() instanceof InterruptedException;
	}

	private void succeed(DatabaseSample sample) {
		if (!Double.isNaN(sample.deadlocks())) {
			this.deadlocks = sample.deadlocks();
		}
		if (this.last.taken(sample)) {
			logger.info("Samples are taken of database '{}' again", this.name);
		}
	}

	private void fail(Throwable failure) {
		if (this.last.failed()) {
			logger.warn("No sample could be taken of database '{}': {}", this.name, FailureReason.of(failure));
		}
	}

	/**
	 * Return the last sample.
	 * @return the sample; {@code null} if there is none, the last try failed or it is too
	 * old to mean anything
	 */
	public @Nullable DatabaseSample current() {
		return this.last.current();
	}

	/**
	 * Read a number of the last sample.
	 * @param number the number
	 * @return the number, {@code NaN} without a sample
	 */
	public double current(ToDoubleFunction<DatabaseSample> number) {
		DatabaseSample sample = current();
		return (sample != null) ? number.applyAsDouble(sample) : Double.NaN;
	}

	/**
	 * Return how many deadlocks the database knew of when it was last asked with success.
	 * @return the number of deadlocks, {@code NaN} if it never told
	 */
	public double deadlocks() {
		return this.deadlocks;
	}

	/**
	 * Return which database it is, from memory.
	 * @return product and version, empty before the first sample
	 */
	public String server() {
		return this.probe.server();
	}

	/**
	 * Return how old the last sample is.
	 * @return the age in seconds, from the start if there was never one
	 */
	public double ageInSeconds() {
		return this.last.ageInSeconds();
	}

	/**
	 * Return how many tries failed since the start.
	 * @return the number of failures
	 */
	public long failures() {
		return this.last.failures();
	}

}
