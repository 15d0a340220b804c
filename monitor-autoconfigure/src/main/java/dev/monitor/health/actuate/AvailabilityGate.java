package dev.monitor.health.actuate;

import java.time.Instant;

import dev.monitor.gate.Gate;
import dev.monitor.gate.InMemory;
import dev.monitor.gate.Verdict;

import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.AvailabilityState;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.availability.ReadinessState;

/**
 * A {@link Gate} that shows one of Boot's own availability states, as it was published
 * last. Thread-safe.
 */
public final class AvailabilityGate implements Gate, InMemory {

	private final String name;

	private final ApplicationAvailability availability;

	private final AvailabilityState closing;

	private final boolean openAtFirst;

	private final String reason;

	private final Instant created;

	private AvailabilityGate(String name, ApplicationAvailability availability, AvailabilityState closing,
			boolean openAtFirst, String reason, Instant created) {
		this.name = name;
		this.availability = availability;
		this.closing = closing;
		this.openAtFirst = openAtFirst;
		this.reason = reason;
		this.created = created;
	}

	/**
	 * Return the gate of the readiness: closed until Boot accepts traffic.
	 * @param availability where to read the state
	 * @param created since when it has been closed until Boot says something
	 * @return the gate
	 */
	public static AvailabilityGate readiness(ApplicationAvailability availability, Instant created) {
		return new AvailabilityGate("application", availability, ReadinessState.REFUSING_TRAFFIC, false,
				"Application refuses traffic", created);
	}

	/**
	 * Return the gate of the liveness: open until Boot says that the application is
	 * broken. One that still boots is not: who asks too early must not have it killed.
	 * @param availability where to read the state
	 * @param created since when it has been open until Boot says something
	 * @return the gate
	 */
	public static AvailabilityGate liveness(ApplicationAvailability availability, Instant created) {
		return new AvailabilityGate("liveness", availability, LivenessState.BROKEN, true, "Application is broken",
				created);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Verdict verdict() {
		AvailabilityChangeEvent<?> last = this.availability.getLastChangeEvent(this.closing.getClass());
		Instant since = (last != null) ? Instant.ofEpochMilli(last.getTimestamp()) : this.created;
		boolean open = (last != null) ? last.getState() != this.closing : this.openAtFirst;
		return open ? Verdict.open(since) : Verdict.closed(this.reason, since);
	}

}
