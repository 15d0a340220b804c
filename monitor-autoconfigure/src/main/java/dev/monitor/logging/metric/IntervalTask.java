package dev.monitor.logging.metric;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a task at the end of every interval on a daemon thread of its own, from
 * {@link #start()} to {@link #stop()}, and a last time then. A failing run does not end
 * it. Thread-safe.
 */
public final class IntervalTask {

	private static final Logger logger = LoggerFactory.getLogger(IntervalTask.class);

	private final Runnable task;

	private final Duration interval;

	private @Nullable ScheduledExecutorService scheduler;

	/**
	 * Create the task.
	 * @param task what to run; never run twice at a time if it is synchronized
	 * @param interval from one run to the next, positive
	 */
	public IntervalTask(Runnable task, Duration interval) {
		this.task = task;
		this.interval = interval;
	}

	/**
	 * Begin the first interval.
	 */
	public synchronized void start() {
		if (this.scheduler != null) {
			return;
		}
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((run) -> {
			Thread thread = new Thread(run, "monitor-metric-lines");
			thread.setDaemon(true);
			return thread;
		});
		long nanos = this.interval.toNanos();
		started.scheduleAtFixedRate(this::run, nanos, nanos, TimeUnit.NANOSECONDS);
		this.scheduler = started;
	}

	/**
	 * End the last interval. A run that is under way is left to finish.
	 */
	public synchronized void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdown();
			this.scheduler = null;
			run();
		}
	}

	public synchronized boolean isRunning() {
		return this.scheduler != null;
	}

	private void run() {
		try {
			this.task.run();
		}
		catch (Throwable ex) {
			logger.error("Metric lines could not be written; the next try is in {} ms", this.interval.toMillis(), ex);
		}
	}

}
