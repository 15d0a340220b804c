package dev.monitor.check;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

import org.slf4j.event.Level;

/**
 * Time, scheduler and threads in a test's hand: nothing happens but in
 * {@link #advance(Duration)}, on the test's thread. A check that advances the time itself
 * is one that takes that long.
 */
public final class HandDriven implements CheckThreads {

	public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

	public static final CheckKind KIND = new CheckKind("monitor-dependency-", "Dependency", Level.INFO);

	private final Queue<Task> tasks = new PriorityQueue<>(Comparator.comparingLong((task) -> task.due));

	private long nanos;

	private boolean holding;

	private int refusals;

	private final Queue<Runnable> held = new ArrayDeque<>();

	public TimeSource time() {
		return new TimeSource(new HandDrivenClock(), () -> this.nanos);
	}

	public Check dependency(ScriptedProbe check, CheckSchedule schedule) {
		return check.on(schedule, time());
	}

	/**
	 * Create a monitor without jitter.
	 * @param dependencies the dependencies
	 * @return the monitor
	 */
	public Checks monitor(Check... dependencies) {
		return new Checks(HandDriven.KIND, List.of(dependencies), this, () -> 0);
	}

	/**
	 * Let time pass and run what becomes due.
	 * @param duration the time
	 */
	public void advance(Duration duration) {
		long end = this.nanos + duration.toNanos();
		for (Task task = this.tasks.peek(); task != null && task.due <= end; task = this.tasks.peek()) {
			this.tasks.remove(task);
			this.nanos = Math.max(this.nanos, task.due);
			task.run();
		}
		this.nanos = Math.max(this.nanos, end);
	}

	/**
	 * Keep threads from starting, or let those start that were kept.
	 * @param holding whether to keep them
	 */
	public void hold(boolean holding) {
		this.holding = holding;
		if (!holding) {
			this.held.forEach(Runnable::run);
			this.held.clear();
		}
	}

	/**
	 * Let the scheduler fail as with a full heap.
	 * @param refusals how often
	 */
	void refuseToSchedule(int refusals) {
		this.refusals = refusals;
	}

	public int tasks() {
		return (int) this.tasks.stream().filter((task) -> !task.isDone() && !task.repeated).count();
	}

	@Override
	public ScheduledExecutorService newScheduler() {
		return new HandDrivenScheduler();
	}

	@Override
	public void launch(String check, Runnable attempt) {
		if (this.holding) {
			this.held.add(attempt);
		}
		else {
			attempt.run();
		}
	}

	private final class HandDrivenClock extends Clock {

		@Override
		public ZoneId getZone() {
			return ZoneOffset.UTC;
		}

		@Override
		public Clock withZone(ZoneId zone) {
			return this;
		}

		@Override
		public Instant instant() {
			return BEGIN.plusNanos(HandDriven.this.nanos);
		}

	}

	private final class HandDrivenScheduler extends ScheduledThreadPoolExecutor {

		HandDrivenScheduler() {
			super(1);
		}

		@Override
		public ScheduledFuture<?> schedule(Runnable command, long delay, TimeUnit unit) {
			if (HandDriven.this.refusals > 0) {
				HandDriven.this.refusals--;
				throw new OutOfMemoryError("Java heap space");
			}
			return add(command, unit.toNanos(delay), false);
		}

		@Override
		public ScheduledFuture<?> scheduleWithFixedDelay(Runnable command, long initialDelay, long delay,
				TimeUnit unit) {
			return add(() -> {
				command.run();
				scheduleWithFixedDelay(command, delay, delay, unit);
			}, unit.toNanos(initialDelay), true);
		}

		private Task add(Runnable command, long nanos, boolean repeated) {
			Task task = new Task(command, HandDriven.this.nanos + nanos, repeated);
			HandDriven.this.tasks.add(task);
			return task;
		}

		@Override
		public List<Runnable> shutdownNow() {
			HandDriven.this.tasks.clear();
			return super.shutdownNow();
		}

	}

	private final class Task extends FutureTask<Boolean> implements ScheduledFuture<Boolean> {

		private final long due;

		private final boolean repeated;

		Task(Runnable command, long due, boolean repeated) {
			super(command, true);
			this.repeated = repeated;
			this.due = due;
		}

		@Override
		public long getDelay(TimeUnit unit) {
			return unit.convert(this.due - HandDriven.this.nanos, TimeUnit.NANOSECONDS);
		}

		@Override
		public int compareTo(Delayed other) {
			return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
		}

	}

}
