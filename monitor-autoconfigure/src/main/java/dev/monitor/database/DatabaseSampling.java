package dev.monitor.database;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import dev.monitor.task.DaemonThread;

/**
 * Takes samples of all databases, of each on a daemon thread of its own: one that hangs
 * holds up no other. Thread-safe.
 */
public final class DatabaseSampling implements DatabaseListener {

	private static final Duration GRACE = Duration.ofSeconds(1);

	private final Databases databases;

	private final Duration interval;

	private final Map<Database, ScheduledExecutorService> threads = new HashMap<>();

	private boolean listening;

	private boolean running;

	/**
	 * Create without starting.
	 * @param databases the databases
	 * @param interval time from the end of one sample to the beginning of the next
	 */
	public DatabaseSampling(Databases databases, Duration interval) {
		this.databases = databases;
		this.interval = interval;
	}

	/**
	 * Begin with a sample of each database, also of those that are found later.
	 */
	public void start() {
		boolean first;
		synchronized (this) {
			if (this.running) {
				return;
			}
			this.running = true;
			first = !this.listening;
			this.listening = true;
		}
		// not while locked, for databases are found under a lock of their own
		if (first) {
			this.databases.addListener(this);
		}
		else {
			this.databases.all().forEach(this::begin);
		}
	}

	/**
	 * End. A sample under way is interrupted and has a moment to give its connection
	 * back.
	 */
	public void stop() {
		List<ScheduledExecutorService> stopped;
		synchronized (this) {
			this.running = false;
			stopped = List.copyOf(this.threads.values());
			this.threads.clear();
		}
		stopped.forEach(ScheduledExecutorService::shutdownNow);
		long deadline = System.nanoTime() + GRACE.toNanos();
		for (ScheduledExecutorService thread : stopped) {
			try {
				if (!thread.awaitTermination(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
					return;
				}
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
				return;
			}
		}
	}

	synchronized boolean isRunning() {
		return this.running;
	}

	@Override
	public void found(String name) {
		begin(this.databases.get(name));
	}

	private synchronized void begin(Database database) {
		DatabaseSampler sampler = database.sampler();
		if (!this.running || sampler == null || this.threads.containsKey(database)) {
			return;
		}
		ScheduledExecutorService thread = new ScheduledThreadPoolExecutor(1, (task) -> daemon(database, task));
		thread.scheduleWithFixedDelay(() -> {
			if (!sample(database, sampler)) {
				thread.shutdown();
			}
		}, 0, this.interval.toMillis(), TimeUnit.MILLISECONDS);
		this.threads.put(database, thread);
	}

	/**
	 * What is thrown here would end the samples for good.
	 */
	private boolean sample(Database database, DatabaseSampler sampler) {
		try {
			return this.databases.sample(database, sampler);
		}
		catch (Throwable ex) {
			// the sampler logs failures, which needs memory
			return true;
		}
	}

	private static Thread daemon(Database database, Runnable task) {
		return DaemonThread.of("monitor-database-" + database.name(), task);
	}

}
