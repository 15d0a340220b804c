package dev.monitor.gate;

import java.time.Clock;
import java.util.Objects;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A {@link Gate} that its owner opens and closes by hand. Thread-safe.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public final class SwitchGate implements Gate, InMemory {

	private final String name;

	private final Clock clock;

	private volatile Verdict verdict;

	private SwitchGate(String name, @Nullable String reason, Clock clock) {
		this.name = name;
		this.clock = clock;
		this.verdict = new Verdict(reason == null, reason, clock.instant());
	}

	/**
	 * Create a gate that is open.
	 * @param name name of the gate
	 * @param clock tells since when it is so
	 * @return the gate
	 */
	public static SwitchGate opened(String name, Clock clock) {
		return new SwitchGate(name, null, clock);
	}

	/**
	 * Create a gate that is closed.
	 * @param name name of the gate
	 * @param reason one line for a person
	 * @param clock tells since when it is so
	 * @return the gate
	 */
	public static SwitchGate closed(String name, String reason, Clock clock) {
		return new SwitchGate(name, Objects.requireNonNull(reason, "reason"), clock);
	}

	@Override
	public String name() {
		return this.name;
	}

	@Override
	public Verdict verdict() {
		return this.verdict;
	}

	/**
	 * Open the gate; does nothing if it is open.
	 */
	public synchronized void open() {
		if (!this.verdict.open()) {
			this.verdict = Verdict.open(this.clock.instant());
		}
	}

	/**
	 * Close the gate, or give a closed one another reason.
	 * @param reason one line for a person
	 */
	public synchronized void close(String reason) {
		Verdict before = this.verdict;
		this.verdict = Verdict.closed(reason, before.open() ? this.clock.instant() : before.since());
	}

}
