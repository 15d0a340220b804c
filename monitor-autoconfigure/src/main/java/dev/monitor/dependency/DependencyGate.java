package dev.monitor.dependency;

import java.time.Instant;
import java.util.List;

import dev.monitor.check.Check;
import dev.monitor.check.CheckState;
import dev.monitor.check.TimeSource;
import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;

/**
 * {@link Gate} that is open while every required dependency is up. Optional ones play no
 * part. Thread-safe.
 */
public final class DependencyGate implements Gate, InMemory {

	/**
	 * The name, the same in all applications.
	 */
	static final String NAME = "dependencies";

	private final List<Check> required;

	private final Instant created;

	private volatile Verdict last;

	/**
	 * Create the gate.
	 * @param dependencies all dependencies, most telling first
	 * @param time the clock that dates the gate's beginning
	 */
	public DependencyGate(List<Check> dependencies, TimeSource time) {
		this.required = dependencies.stream().filter(Check::required).toList();
		this.created = time.instant();
		this.last = Verdict.open(this.created);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public Verdict verdict() {
		Check first = null;
		CheckState firstState = null;
		int closed = 0;
		Instant closedSince = Instant.MAX;
		Instant openSince = this.created;
		for (Check dependency : this.required) {
			CheckState state = dependency.state();
			if (state.isUp()) {
				openSince = later(openSince, state.since());
				continue;
			}
			closed++;
			closedSince = earlier(closedSince, state.since());
			if (firstState == null) {
				first = dependency;
				firstState = state;
			}
		}
		return remember((first == null || firstState == null) ? Verdict.open(openSince)
				: Verdict.closed(reason(first, firstState, closed - 1), closedSince));
	}

	/**
	 * One dependency may come back while another has gone: the gate is closed since the
	 * first of them went.
	 */
	private Verdict remember(Verdict read) {
		Verdict before = this.last;
		Verdict verdict = (read.open() || before.open()) ? read
				: new Verdict(false, read.reason(), earlier(before.since(), read.since()));
		if (!verdict.equals(before)) {
			this.last = verdict;
		}
		return verdict;
	}

	private static String reason(Check dependency, CheckState state, int others) {
		String what = (state.lastResult() != null) ? " down: " : " ";
		String more = (others > 0) ? " (+" + others + " more)" : "";
		return "Dependency '" + dependency.name() + "'" + what + state.reason() + more;
	}

	private static Instant earlier(Instant one, Instant other) {
		return one.isBefore(other) ? one : other;
	}

	private static Instant later(Instant one, Instant other) {
		return one.isAfter(other) ? one : other;
	}

}
