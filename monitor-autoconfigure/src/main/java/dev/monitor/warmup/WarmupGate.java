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

	/**
	 * Create the gate.
	 * @param warmup what it waits for
	 */
	public WarmupGate(Warmup warmup) {
		this.warmup = warmup;
	}

	@Override
	public String name() {
		return "warmup";
	}

	@Override
	public Verdict verdict() {
		WarmupReport report = this.warmup.report();
		return report.state().isOpen() ? Verdict.open(report.turned())
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
