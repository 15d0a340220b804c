package dev.monitor.task;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does the same work again and again on a daemon thread of its own, from {@link #start()}
 * to {@link #stop()} or {@link #finish()}. The work may fail in any way: it is done
 * again. The first failure is logged as an error, those that follow at debug level until
 * the work succeeds. Thread-safe.
 */
public final class PeriodicTask {

	private static final Logger logger = LoggerFactory.getLogger(PeriodicTask.class);

	private final String name;

	private final Runnable work;

	private final Duration firstDelay;

	private final Duration pause;

	/**
	 * Of whoever creates the task: who starts it may be a request of a web application
	 * that ends before.
	 */
	private final @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();

	private @Nullable ScheduledExecutorService scheduler;

	private volatile boolean failing;

	/**
	 * Create the task; it does not run yet.
	 * @param name name of its thread
	 * @param work what to do; {@link #finish()} may do it beside a run that is under way
	 * @param firstDelay time from the start to the first run, zero or more
	 * @param pause time from the end of a run to the next one, positive
	 */
	public PeriodicTask(String name, Runnable work, Duration firstDelay, Duration pause) {
		this.name = name;
		this.work = work;
		this.firstDelay = firstDelay;
		this.pause = pause;
	}

	/**
	 * Begin; does nothing if that has been done.
	 */
	public synchronized void start() {
		if (this.scheduler != null) {
			return;
		}
		ScheduledExecutorService started = new ScheduledThreadPoolExecutor(1, (run) -> {
			Thread thread = DaemonThread.of(this.name, run);
			thread.setContextClassLoader(this.loader);
			return thread;
		});
		started.scheduleWithFixedDelay(this::run, this.firstDelay.toNanos(), this.pause.toNanos(),
				TimeUnit.NANOSECONDS);
		this.scheduler = started;
	}

	/**
	 * End. A run that is under way is left to finish.
	 */
	public synchronized void stop() {
		if (this.scheduler != null) {
			this.scheduler.shutdown();
			this.scheduler = null;
		}
	}

	/**
	 * End, and do the work a last time on the calling thread; does nothing unless it was
	 * started.
	 */
	public synchronized void finish() {
		if (this.scheduler != null) {
			stop();
			run();
		}
	}

	/**
	 * Tell whether it has been started and not ended since, also between two runs.
	 * @return whether that is so
	 */
	public synchronized boolean isRunning() {
		return this.scheduler != null;
	}

	private void run() {
		try {
			this.work.run();
			this.failing = false;
		}
		catch (Throwable ex) {
			log(ex);
		}
	}

	/**
	 * What is thrown here would end the task for good.
	 */
	private void log(Throwable failure) {
		try {
			if (this.failing) {
				logger.debug("{} failed again", this.name, failure);
				return;
			}
			logger.error("{} failed; the next try is in {} ms, later failures are logged at debug level", this.name,
					this.pause.toMillis(), failure);
			this.failing = true;
		}
		catch (Throwable ex) {
			// without memory not even that can be written
		}
	}

}
