package dev.monitor.health.actuate;

import java.time.Instant;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Verdict;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/**
 * A {@link Gate} that shows one of Boot's own availability states. It is open in exactly
 * one of the state's values; before Boot has said anything, it is closed. Thread-safe.
 */
public final class AvailabilityGate implements Gate {

	private final String name;

	private final ApplicationAvailability availability;

	private final AvailabilityState wanted;

	private final String reason;

	private final Instant created;

	private AvailabilityGate(String name, ApplicationAvailability availability, AvailabilityState wanted, String reason,
			Instant created) {
		this.name = name;
		this.availability = availability;
		this.wanted = wanted;
		this.reason = reason;
		this.created = created;
	}

	public static AvailabilityGate readiness(ApplicationAvailability availability, Instant created) {
		return new AvailabilityGate("application", availability, ReadinessState.ACCEPTING_TRAFFIC,
				"Application refuses traffic", created);
	}

	public static AvailabilityGate liveness(ApplicationAvailability availability, Instant created) {
		return new AvailabilityGate("liveness", availability, LivenessState.CORRECT, "Application is broken", created);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Verdict verdict() {
		AvailabilityChangeEvent<?> last = this.availability.getLastChangeEvent(stateType());
		Instant since = (last != null) ? Instant.ofEpochMilli(last.getTimestamp()) : this.created;
		boolean open = last != null && last.getState() == this.wanted;
		return open ? Verdict.open(since) : Verdict.closed(this.reason, since);
	}

	private Class<? extends AvailabilityState> stateType() {
		return this.wanted.getClass();
	}

}
