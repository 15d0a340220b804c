package dev.monitor.warmup;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.LifePhase;
import dev.monitor.gate.Verdict;
import dev.monitor.warmup.WarmupReport.State;

/**
 * {@link Gate} that is closed until the warmup lets traffic in.
 */
public final class WarmupGate implements Gate, InMemory {

	private final Warmup warmup;

	private final boolean closes;

	/**
	 * Create the gate.
	 * @param warmup what it waits for
	 */
	public WarmupGate(Warmup warmup) {
		this(warmup, true);
	}

	/**
	 * Create the gate.
	 * @param warmup what it waits for
	 * @param closes {@code false} if it is always open, as in a test that is not to wait
	 */
	public WarmupGate(Warmup warmup, boolean closes) {
		this.warmup = warmup;
		this.closes = closes;
	}

	@Override
	public String name() {
		return "warmup";
	}

	@Override
	public Verdict verdict() {
		WarmupReport report = this.warmup.report();
		return (!this.closes || report.state().isOpen()) ? Verdict.open(report.turned())
				: Verdict.closed(reason(report), report.turned());
	}

	private static String reason(WarmupReport report) {
		boolean failed = report.state() == State.PAUSING || report.state() == State.FAILED_CLOSED;
		for (WarmupReport.Task task : report.tasks()) {
			if (failed && task.error() != null && task.required()) {
				String next = (report.state() == State.PAUSING) ? "; will be tried again" : "";
				return "Warmup failed: " + task.name() + ": " + task.error() + next;
			}
			if (!failed && task.outcome() == WarmupOutcome.RUNNING) {
				return LifePhase.WARMING_UP.reason() + ": " + task.name()
						+ ((task.total() > 0) ? " " + task.done() + "/" + task.total() : "");
			}
		}
		return LifePhase.WARMING_UP.reason();
	}

}
