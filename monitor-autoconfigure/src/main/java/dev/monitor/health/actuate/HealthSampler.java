package dev.monitor.health.actuate;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;

/**
 * Runs indicators one after the other on a daemon thread of its own and remembers their
 * statuses. It runs those that somebody has asked for lately, and pauses ten times as
 * long as they took, from 1 to 10 seconds. A status older than half a minute is not
 * believed: the reader decides by age, so that an indicator that hangs does not stay up.
 * Thread-safe.
 */
public final class HealthSampler implements AutoCloseable {

	private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);

	private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

	private static final Duration MAX_AGE = Duration.ofSeconds(30);

	private final LongSupplier nanoTime;

	private final Map<String, Sample> samples = new ConcurrentHashMap<>();

	private @Nullable ScheduledExecutorService scheduler;

	private volatile boolean started;

	private boolean closed;

	/**
	 * Create the sampler; its thread starts with the first question.
	 * @param nanoTime tells the age of samples
	 */
	public HealthSampler(LongSupplier nanoTime) {
		this.nanoTime = nanoTime;
	}

	/**
	 * Return the last known status. Reads memory only.
	 * @param name the indicator's name
	 * @param indicator the indicator, run in the background from now on
	 * @return its status; {@code OUT_OF_SERVICE} before the first result, {@code DOWN} if
	 * the last one is too old
	 */
	Status status(String name, HealthIndicator indicator) {
		long now = this.nanoTime.getAsLong();
		Sample sample = this.samples.computeIfAbsent(name, (added) -> new Sample(indicator, now));
		sample.indicator = indicator;
		sample.asked = now;
		if (!this.started) {
			start();
		}
		Status status = sample.status;
		return (status == null || now - sample.taken <= MAX_AGE.toNanos()) ? orOutOfService(status) : Status.DOWN;
	}

	/**
	 * Run the indicators once.
	 */
	void sample() {
		long now = this.nanoTime.getAsLong();
		this.samples.values().removeIf((sample) -> now - sample.asked > MAX_AGE.toNanos());
		for (Sample sample : this.samples.values()) {
			Status status = ReadinessGroupMembers.read(sample.indicator);
			sample.taken = this.nanoTime.getAsLong();
			sample.status = status;
		}
	}

	@Override
	public synchronized void close() {
		this.closed = true;
		if (this.scheduler != null) {
			this.scheduler.shutdownNow();
		}
	}

	private synchronized void start() {
		if (this.scheduler == null && !this.closed) {
			this.scheduler = Executors.newSingleThreadScheduledExecutor((task) -> {
				Thread thread = new Thread(task, "monitor-readiness-members");
				thread.setDaemon(true);
				return thread;
			});
			this.scheduler.execute(this::run);
		}
		this.started = true;
	}

	private void run() {
		long began = System.nanoTime();
		try {
			sample();
		}
		catch (Throwable ex) {
			// The samples grow old, and readers see that.
		}
		Duration pause = Duration.ofNanos(10 * (System.nanoTime() - began));
		pause = (pause.compareTo(SHORTEST_PAUSE) < 0) ? SHORTEST_PAUSE : pause;
		pause = (pause.compareTo(LONGEST_PAUSE) > 0) ? LONGEST_PAUSE : pause;
		again(pause);
	}

	private synchronized void again(Duration pause) {
		if (this.scheduler != null && !this.closed) {
			this.scheduler.schedule(this::run, pause.toNanos(), TimeUnit.NANOSECONDS);
		}
	}

	private static Status orOutOfService(@Nullable Status status) {
		return (status != null) ? status : Status.OUT_OF_SERVICE;
	}

	private static final class Sample {

		private volatile HealthIndicator indicator;

		private volatile long asked;

		private volatile long taken;

		private volatile @Nullable Status status;

		private Sample(HealthIndicator indicator, long asked) {
			this.indicator = indicator;
			this.asked = asked;
		}

	}

}
