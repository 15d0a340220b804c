package dev.monitor.performance;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import dev.monitor.failure.FailureReason;
import dev.monitor.status.Inspection;
import dev.monitor.status.InspectionReport;
import dev.monitor.status.InspectionReport.State;
import dev.monitor.status.StatusSection;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;

/**
 * {@link Inspection} on a daemon thread that ends with it. What it does may fail in any
 * way.
 */
public final class BackgroundInspection implements Inspection {

	private static final Run IDLE = new Run(State.IDLE, "", 0, () -> StatusSection.EMPTY, "");

	private final String name;

	private final List<String> kinds;

	private final Work work;

	private final LongSupplier nanoTime;

	private Run last = IDLE;

	private @Nullable Thread thread;

	/**
	 * Create the inspection.
	 * @param name what is found out
	 * @param kinds in which ways
	 * @param work finds it out
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public BackgroundInspection(String name, List<String> kinds, Work work, LongSupplier nanoTime) {
		this.name = name;
		this.kinds = List.copyOf(kinds);
		this.work = work;
		this.nanoTime = nanoTime;
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public List<String> kinds() {
		return this.kinds;
	}

	/**
	 * {@inheritDoc} One that was cancelled may take a moment to end.
	 */
	@Override
	public synchronized boolean start(String kind) {
		if ((this.thread != null && this.thread.isAlive()) || !this.kinds.contains(kind)) {
			return false;
		}
		Run run = new Run(State.RUNNING, kind, this.nanoTime.getAsLong(), () -> StatusSection.EMPTY, "");
		Thread started = DaemonThread.of("monitor-" + this.name, () -> end(run, execute(kind)));
		started.start();
		this.thread = started;
		this.last = run;
		return true;
	}

	@Override
	public synchronized void cancel() {
		if (this.thread != null) {
			this.thread.interrupt();
		}
		this.last = IDLE;
	}

	@Override
	public InspectionReport report() {
		Run run;
		synchronized (this) {
			run = this.last;
		}
		Duration age = Duration.ofNanos((run.state() != State.IDLE) ? this.nanoTime.getAsLong() - run.at() : 0);
		return new InspectionReport(run.state(), run.kind(), age, run.section().get(), run.reason());
	}

	private Run execute(String kind) {
		try {
			Supplier<StatusSection> found = this.work.find(kind);
			return new Run(State.DONE, kind, this.nanoTime.getAsLong(), found, "");
		}
		catch (Throwable ex) {
			String reason = FailureReason.of(ex);
			return new Run(State.FAILED, kind, this.nanoTime.getAsLong(), () -> StatusSection.EMPTY, reason);
		}
	}

	private synchronized void end(Run run, Run ended) {
		if (this.last.equals(run)) {
			this.last = ended;
		}
	}

	/**
	 * Finds something out.
	 */
	@FunctionalInterface
	public interface Work {

		/**
		 * Find it out, and end early if interrupted.
		 * @param kind in which way
		 * @return makes the section of it, as often as somebody asks
		 * @throws Exception if that fails
		 */
		Supplier<StatusSection> find(String kind) throws Exception;

	}

	private record Run(State state, String kind, long at, Supplier<StatusSection> section, String reason) {

	}

}
