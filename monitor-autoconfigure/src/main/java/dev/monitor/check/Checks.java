package dev.monitor.check;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import dev.monitor.failure.Listeners;
import org.jspecify.annotations.Nullable;

/**
 * Checks that ask in the background, from {@link #start()} to {@link #stop()}, and can do
 * so again. One thread keeps the time, and each check has at most one attempt in flight,
 * on a thread of its own; readers only read memory. Thread-safe.
 */
public final class Checks {

	private static final Duration RESUMPTION = Duration.ofSeconds(10);

	private final CheckThreads threads;

	private final DoubleSupplier random;

	private final Listeners<CheckListener> listeners;

	private final Map<String, CheckSlot> slots = new LinkedHashMap<>();

	private volatile List<Check> all = List.of();

	private boolean running;

	private @Nullable ScheduledExecutorService scheduler;

	/**
	 * Create a set of checks, which ask nothing before its start.
	 * @param kind what they are about
	 * @param checks the checks, most telling first
	 * @throws IllegalArgumentException if two checks share a name
	 */
	public Checks(CheckKind kind, List<Check> checks) {
		this(kind, checks, new DaemonCheckThreads(kind), () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Create a set of checks.
	 * @param kind what they are about
	 * @param checks the checks
	 * @param threads where they run
	 * @param random numbers from 0 to 1 that spread them
	 */
	Checks(CheckKind kind, List<Check> checks, CheckThreads threads, DoubleSupplier random) {
		this.threads = threads;
		this.random = random;
		this.listeners = new Listeners<>(List.of(new CheckChangeLog(kind)));
		for (Check check : checks) {
			add(check);
		}
	}

	/**
	 * Return the checks, in the order in which they came.
	 * @return an immutable list
	 */
	public List<Check> all() {
		return this.all;
	}

	/**
	 * Add a listener, to be told last.
	 * @param listener the listener
	 */
	public void addListener(CheckListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Add a check, which asks at once if the others do.
	 * @param check the check
	 * @throws IllegalArgumentException if there is one of that name
	 */
	public synchronized void add(Check check) {
		if (this.slots.containsKey(check.name())) {
			throw new IllegalArgumentException("Two checks are named '" + check.name() + "'");
		}
		CheckSlot slot = new CheckSlot(check, this.threads, this.listeners, this.random);
		this.slots.put(check.name(), slot);
		this.all = this.slots.values().stream().map(CheckSlot::check).toList();
		if (this.running) {
			slot.start(scheduler());
		}
	}

	/**
	 * Remove a check and interrupt what it asks. Does nothing if it is not there.
	 * @param check the check
	 */
	public synchronized void remove(Check check) {
		CheckSlot slot = this.slots.get(check.name());
		if (slot != null && slot.check() == check) {
			this.slots.remove(check.name());
			this.all = this.slots.values().stream().map(CheckSlot::check).toList();
			slot.stop();
		}
	}

	/**
	 * Start to ask, all at once. Returns without waiting for a result. Does nothing if it
	 * runs already.
	 */
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			for (CheckSlot slot : this.slots.values()) {
				slot.start(scheduler());
			}
		}
	}

	/**
	 * Stop to ask: interrupts what is in flight and ends every thread, without waiting.
	 * Does nothing if it does not run.
	 */
	public synchronized void stop() {
		this.running = false;
		if (this.scheduler != null) {
			this.slots.values().forEach(CheckSlot::stop);
			this.scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

	private ScheduledExecutorService scheduler() {
		ScheduledExecutorService present = this.scheduler;
		if (present == null) {
			present = this.threads.newScheduler();
			present.scheduleWithFixedDelay(this::resume, RESUMPTION.toNanos(), RESUMPTION.toNanos(),
					TimeUnit.NANOSECONDS);
			this.scheduler = present;
		}
		return present;
	}

	/**
	 * A task that repeats itself needs no memory to do so, unlike the plan of a check.
	 */
	private synchronized void resume() {
		try {
			this.slots.values().forEach(CheckSlot::resume);
		}
		catch (Throwable ex) {
			// would end the repetition
		}
	}

}
