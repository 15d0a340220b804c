package dev.monitor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

import dev.monitor.failure.FailureReason;
import dev.monitor.task.LastSample;
import dev.monitor.task.TimeLimit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes samples of one system and keeps the last. Reading it never waits for the system.
 * Thread-safe.
 */
public final class JobSampler {

	private static final Logger logger = LoggerFactory.getLogger(JobSampler.class);

	private final JobSystem system;

	private final String name;

	private final TimeLimit limit;

	private final Clock clock;

	private final LastSample<Timed> last;

	/**
	 * Create the sampler.
	 * @param system the system
	 * @param interval time from one sample to the next; after three of them without one
	 * the last is no longer told
	 * @param timeout how long the system may take
	 * @param clock tells how old jobs are
	 * @param nanoTime nanoseconds, never going back
	 */
	public JobSampler(JobSystem system, Duration interval, Duration timeout, Clock clock, LongSupplier nanoTime) {
		this.system = system;
		this.name = system.name();
		this.limit = new TimeLimit("monitor-jobs-" + this.name, timeout);
		this.clock = clock;
		this.last = new LastSample<>(interval, nanoTime);
	}

	/**
	 * Return the name of the system.
	 * @return the name, as it was when this was created
	 */
	public String name() {
		return this.name;
	}

	/**
	 * Return the system.
	 * @return the system
	 */
	public JobSystem system() {
		return this.system;
	}

	/**
	 * Take a sample. What goes wrong is kept and, the first time, logged.
	 * @return the sample; {@code null} if there is none
	 */
	@Nullable JobSample sample() {
		try {
			Instant now = this.clock.instant();
			JobSample sample = this.limit.call(this.system::sample);
			if (this.last.taken(new Timed(sample, now))) {
				logger.info("Jobs of '{}' can be counted again", this.name);
			}
			return sample;
		}
		catch (InterruptedException ex) {
			// from whoever ends the sampling
			Thread.currentThread().interrupt();
		}
		catch (Throwable ex) {
			if (this.last.failed()) {
				logger.warn("Jobs of '{}' could not be counted: {}", this.name, FailureReason.of(ex));
			}
		}
		return null;
	}

	/**
	 * Return the last sample.
	 * @return the sample; {@code null} if there is none, the last try failed or it is too
	 * old to mean anything
	 */
	public @Nullable JobSample current() {
		Timed current = this.last.current();
		return (current != null) ? current.sample() : null;
	}

	/**
	 * Count jobs as of the last sample.
	 * @param queue the queue
	 * @param state the state
	 * @return how many there are, {@code NaN} without a sample or if the system does not
	 * tell
	 */
	public double count(String queue, JobState state) {
		JobSample sample = current();
		if (sample != null) {
			for (JobCount count : sample.counts()) {
				if (count.state() == state && count.queue().equals(queue)) {
					return count.count();
				}
			}
		}
		return Double.NaN;
	}

	/**
	 * Return how long the oldest job had been due, and not started, when the last sample
	 * was taken.
	 * @param queue the queue
	 * @return the age in seconds, 0 if there was none, {@code NaN} without a sample
	 */
	public double oldestInSeconds(String queue) {
		Timed current = this.last.current();
		if (current == null) {
			return Double.NaN;
		}
		Instant due = current.sample().oldest().get(queue);
		return (due != null) ? Math.max(0, Duration.between(due, current.at()).toMillis() / 1e3) : 0;
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

	private record Timed(JobSample sample, Instant at) {

	}

}
