package dev.monitor.health.actuate;

import java.time.Clock;
import java.time.Instant;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * {@link Gate} for what the application itself says: Boot's readiness state, and the
 * members that the user put into the readiness group. Thread-safe.
 */
public final class ApplicationGate implements Gate, InMemory {

	private final AvailabilityGate readiness;

	private final ReadinessMembers members;

	private final Clock clock;

	private boolean refused;

	private Instant turned = Instant.MIN;

	/**
	 * Create the gate.
	 * @param readiness Boot's readiness state
	 * @param members what else may refuse traffic
	 * @param clock tells since when they do
	 */
	public ApplicationGate(AvailabilityGate readiness, ReadinessMembers members, Clock clock) {
		this.readiness = readiness;
		this.members = members;
		this.clock = clock;
	}

	@Override
	public String name() {
		return this.readiness.name();
	}

	@Override
	public Verdict verdict() {
		Verdict verdict = this.readiness.verdict();
		if (!verdict.open()) {
			return verdict;
		}
		String refusal = this.members.refusal();
		Instant since = turned(refusal);
		if (refusal != null) {
			return Verdict.closed(refusal, since);
		}
		return since.isAfter(verdict.since()) ? Verdict.open(since) : verdict;
	}

	private synchronized Instant turned(@Nullable String refusal) {
		if (this.refused != (refusal != null)) {
			this.refused = (refusal != null);
			this.turned = this.clock.instant();
		}
		return this.turned;
	}

}
