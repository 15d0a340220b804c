package dev.monitor.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks dependencies in the background, from {@link #start()} to {@link #stop()}, and
 * can do so again. One thread keeps the time, and each dependency has at most one check
 * in flight, on a thread of its own; readers only read memory. Thread-safe.
 */
public final class Checks {

	private static final Logger logger = LoggerFactory.getLogger(Checks.class);

	private final CheckThreads threads;

	private final DoubleSupplier random;

	private final CheckListener told = new Listeners();

	private final List<CheckListener> listeners = new CopyOnWriteArrayList<>();

	private final Map<String, CheckSlot> slots = new LinkedHashMap<>();

	private volatile List<Check> dependencies = List.of();

	private boolean running;

	private @Nullable ScheduledExecutorService scheduler;

	/**
	 * Create a monitor of what the application needs, which checks nothing before its
	 * start.
	 * @param dependencies the dependencies, most telling first
	 * @throws IllegalArgumentException if two dependencies share a name
	 */
	public Checks(List<Check> dependencies) {
		this(CheckKind.DEPENDENCY, dependencies);
	}

	/**
	 * Create a monitor, which checks nothing before its start.
	 * @param kind what it checks
	 * @param dependencies the dependencies, most telling first
	 * @throws IllegalArgumentException if two dependencies share a name
	 */
	public Checks(CheckKind kind, List<Check> dependencies) {
		this(kind, dependencies, new DaemonCheckThreads(kind), () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Create a monitor.
	 * @param kind what it checks
	 * @param dependencies the dependencies
	 * @param threads where checks run
	 * @param random numbers from 0 to 1 that spread the checks
	 */
	Checks(CheckKind kind, List<Check> dependencies, CheckThreads threads, DoubleSupplier random) {
		this.threads = threads;
		this.random = random;
		addListener(new CheckChangeLog(kind));
		dependencies.forEach(this::add);
	}

	/**
	 * Return the dependencies, in the order in which they came.
	 * @return an immutable list
	 */
	public List<Check> dependencies() {
		return this.dependencies;
	}

	public void addListener(CheckListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Check one more, at once if the monitor runs.
	 * @param dependency the dependency
	 * @throws IllegalArgumentException if there is one of that name
	 */
	public synchronized void add(Check dependency) {
		if (this.slots.containsKey(dependency.name())) {
			throw new IllegalArgumentException("Two dependencies are named '" + dependency.name() + "'");
		}
		CheckSlot slot = new CheckSlot(dependency, this.threads, this.told, this.random);
		this.slots.put(dependency.name(), slot);
		this.dependencies = this.slots.values().stream().map(CheckSlot::dependency).toList();
		if (this.running) {
			slot.start(scheduler());
		}
	}

	/**
	 * Check one no more; interrupts a check in flight. Does nothing if it is not there.
	 * @param dependency the dependency
	 */
	public synchronized void remove(Check dependency) {
		CheckSlot slot = this.slots.get(dependency.name());
		if (slot != null && slot.dependency() == dependency) {
			this.slots.remove(dependency.name());
			this.dependencies = this.slots.values().stream().map(CheckSlot::dependency).toList();
			slot.stop();
		}
	}

	/**
	 * Start to check, each dependency at once. Returns without waiting for a result. Does
	 * nothing if it runs already.
	 */
	public synchronized void start() {
		if (!this.running) {
			this.running = true;
			this.slots.values().forEach((slot) -> slot.start(scheduler()));
		}
	}

	/**
	 * Stop to check: interrupts what is in flight and ends every thread, without waiting.
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
			this.scheduler = present;
		}
		return present;
	}

	/**
	 * Tells all listeners and lets none of them disturb a check.
	 */
	private final class Listeners implements CheckListener {

		@Override
		public void onResult(Check dependency, CheckResult result) {
			tell((listener) -> listener.onResult(dependency, result));
		}

		@Override
		public void onChange(Check dependency, CheckState before, CheckState after) {
			tell((listener) -> listener.onChange(dependency, before, after));
		}

		private void tell(Consumer<CheckListener> message) {
			for (CheckListener listener : Checks.this.listeners) {
				try {
					message.accept(listener);
				}
				catch (Throwable ex) {
					logger.warn("Listener {} failed", listener.getClass().getName(), ex);
				}
			}
		}

	}

}
