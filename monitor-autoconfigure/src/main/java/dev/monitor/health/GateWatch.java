package dev.monitor.health;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs an observation of the gates again and again on a daemon thread of its own, from
 * {@link #start()} to {@link #stop()}, and a last time then. A failing observation does
 * not end the watch.
 */
public final class GateWatch {

	private static final Logger logger = LoggerFactory.getLogger(GateWatch.class);

	private final Runnable observation;

	private final Duration interval;

	private @Nullable ScheduledExecutorService scheduler;

	public GateWatch(Runnable observation, Duration interval) {
		this.observation = observation;
		this.interval = interval;
	}

	public synchronized void start() {
		if (this.scheduler != null) {
			return;
		}
		ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor((task) -> {
			Thread thread = new Thread(task, "monitor-gates");
			thread.setDaemon(true);
			return thread;
		});
		started.scheduleWithFixedDelay(this::observe, 0, this.interval.toNanos(), TimeUnit.NANOSECONDS);
		this.scheduler = started;
	}

	public synchronized void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdownNow();
			this.scheduler = null;
			observe();
		}
	}

	public synchronized boolean isRunning() {
		return this.scheduler != null;
	}

	private void observe() {
		try {
			this.observation.run();
		}
		catch (Throwable ex) {
			logger.error("Gates could not be observed; the next try is in {} ms", this.interval.toMillis(), ex);
		}
	}

}
