package dev.monitor.dependency;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
public final class DependencyMonitor {

	private static final Logger logger = LoggerFactory.getLogger(DependencyMonitor.class);

	private final List<Dependency> dependencies;

	private final CheckThreads threads;

	private final List<CheckSlot> slots;

	private final List<DependencyListener> listeners = new CopyOnWriteArrayList<>();

	private @Nullable ScheduledExecutorService scheduler;

	/**
	 * Create a monitor, which checks nothing before its start.
	 * @param dependencies the dependencies, most telling first
	 * @throws IllegalArgumentException if two dependencies share a name
	 */
	public DependencyMonitor(List<Dependency> dependencies) {
		this(dependencies, new DaemonCheckThreads(), () -> ThreadLocalRandom.current().nextDouble());
	}

	/**
	 * Create a monitor.
	 * @param dependencies the dependencies
	 * @param threads where checks run
	 * @param random numbers from 0 to 1 that spread the checks
	 */
	DependencyMonitor(List<Dependency> dependencies, CheckThreads threads, DoubleSupplier random) {
		requireDistinctNames(dependencies);
		this.dependencies = List.copyOf(dependencies);
		this.threads = threads;
		DependencyListener listener = new Listeners();
		this.slots = this.dependencies.stream()
			.map((dependency) -> new CheckSlot(dependency, threads, listener, random))
			.toList();
		addListener(new DependencyChangeLog());
	}

	/**
	 * Return the dependencies, in the order given.
	 * @return an immutable list
	 */
	public List<Dependency> dependencies() {
		return this.dependencies;
	}

	public void addListener(DependencyListener listener) {
		this.listeners.add(listener);
	}

	/**
	 * Start to check, each dependency at once. Returns without waiting for a result. Does
	 * nothing if it runs already.
	 */
	public synchronized void start() {
		if (this.scheduler == null && !this.slots.isEmpty()) {
			ScheduledExecutorService started = this.threads.newScheduler();
			this.scheduler = started;
			this.slots.forEach((slot) -> slot.start(started));
		}
	}

	/**
	 * Stop to check: interrupts what is in flight and ends every thread, without waiting.
	 * Does nothing if it does not run.
	 */
	public synchronized void stop() {
		if (this.scheduler != null) {
			this.slots.forEach(CheckSlot::stop);
			this.scheduler.shutdownNow();
			this.scheduler = null;
		}
	}

	private static void requireDistinctNames(List<Dependency> dependencies) {
		Set<String> names = new HashSet<>();
		for (Dependency dependency : dependencies) {
			if (!names.add(dependency.name())) {
				throw new IllegalArgumentException("Two dependencies are named '" + dependency.name() + "'");
			}
		}
	}

	/**
	 * Tells all listeners and lets none of them disturb a check.
	 */
	private final class Listeners implements DependencyListener {

		@Override
		public void onResult(Dependency dependency, CheckResult result) {
			tell((listener) -> listener.onResult(dependency, result));
		}

		@Override
		public void onChange(Dependency dependency, DependencyState before, DependencyState after) {
			tell((listener) -> listener.onChange(dependency, before, after));
		}

		private void tell(Consumer<DependencyListener> message) {
			for (DependencyListener listener : DependencyMonitor.this.listeners) {
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
