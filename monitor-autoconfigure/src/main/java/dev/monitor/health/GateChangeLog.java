package dev.monitor.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.Verdict;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Logs one line for each change of a gate and keeps it in the history: its name, from,
 * to, the reason and how long the last state held. A change is seen at the next
 * {@link #observe()}; one that was taken back in between is not. A gate that closes is a
 * warning, unless it does so at each start or end. Boot refuses traffic a moment before
 * it says that the application ends: that is seen one call later. Thread-safe.
 */
public final class GateChangeLog {

	private static final Logger logger = LoggerFactory.getLogger(GateChangeLog.class);

	private static final String SHUTDOWN = "shutdown";

	private static final String APPLICATION = "application";

	private static final Set<String> ROUTINE = Set.of("startup", "warmup", SHUTDOWN);

	private final Gates gates;

	private final GateHistory history;

	private final Set<String> excluded;

	private final Clock clock;

	private final StartReview start;

	private final Map<String, Verdict> last = new HashMap<>();

	private boolean refused;

	/**
	 * Create the log.
	 * @param gates the gates to read
	 * @param history keeps the changes
	 * @param excluded names of gates that leave the instance ready
	 * @param clock tells how long a state held
	 */
	public GateChangeLog(Gates gates, GateHistory history, Set<String> excluded, Clock clock) {
		this.gates = gates;
		this.history = history;
		this.excluded = Set.copyOf(excluded);
		this.clock = clock;
		this.start = new StartReview(this.excluded, clock);
	}

	/**
	 * Read all gates and log those that have changed since the last call. The first call
	 * only takes note. Ten seconds after the start, gates that have never been open are
	 * told.
	 */
	public synchronized void observe() {
		for (Gate gate : this.gates) {
			Verdict before = this.last.get(gate.name());
			Verdict now = gate.verdict();
			if (before != null && gate.name().equals(APPLICATION) && mayBeEnding(before, now)) {
				continue;
			}
			this.last.put(gate.name(), now);
			if (before != null && before.open() != now.open()) {
				GateChange change = change(gate.name(), before, now);
				this.history.add(change);
				log(change, (isEnding() || ROUTINE.contains(change.gate())) ? Level.INFO : Level.WARN);
			}
		}
		this.start.observe(this.last, isEnding());
	}

	private boolean mayBeEnding(Verdict before, Verdict now) {
		this.refused = before.open() && !now.open() && !this.refused && !isEnding();
		return this.refused;
	}

	private boolean isEnding() {
		Gate shutdown = this.gates.get(SHUTDOWN);
		return shutdown != null && !shutdown.verdict().open();
	}

	private GateChange change(String name, Verdict before, Verdict now) {
		Instant at = now.since().isAfter(before.since()) ? now.since() : this.clock.instant();
		return new GateChange(at, name, now.open(), Duration.between(before.since(), at),
				now.open() ? before.reason() : now.reason());
	}

	private void log(GateChange change, Level closing) {
		double held = change.held().toMillis() / 1000.0;
		if (change.opened()) {
			logger.info("Gate '{}' opened (was closed for {} s). Reason was: {}", change.gate(), held, change.reason());
		}
		else if (this.excluded.contains(change.gate())) {
			logger.atLevel(closing)
				.log("Gate '{}' closed (was open for {} s). Reason: {}. monitor.health.readiness-exclude keeps the instance ready.",
						change.gate(), held, change.reason());
		}
		else {
			logger.atLevel(closing)
				.log("Gate '{}' closed (was open for {} s). Reason: {}. The instance now reports not ready.",
						change.gate(), held, change.reason());
		}
	}

}
