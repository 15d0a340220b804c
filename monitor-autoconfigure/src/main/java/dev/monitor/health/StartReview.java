package dev.monitor.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

import dev.monitor.gate.Gate;
import dev.monitor.gate.Gates;
import dev.monitor.gate.Verdict;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells once, a while after the start, what no change tells: which gates have been closed
 * all the time, and which of the excluded names no gate has. Not thread-safe.
 */
final class StartReview {

	private static final Logger logger = LoggerFactory.getLogger(StartReview.class);

	private static final Duration PATIENCE = Duration.ofSeconds(10);

	/**
	 * The warmup logs its own progress. Some of these gates depend on the configuration.
	 */
	private static final Set<String> OWN = Set.of("startup", "warmup", "shutdown", "application", "dependencies",
			"concurrency");

	private final Set<String> excluded;

	private final Clock clock;

	private final Set<String> opened = new HashSet<>();

	private @Nullable Instant started;

	private boolean over;

	StartReview(Set<String> excluded, Clock clock) {
		this.excluded = excluded;
		this.clock = clock;
	}

	void observe(Gates gates) {
		if (this.over) {
			return;
		}
		for (Gate gate : gates) {
			if (gate.verdict().open()) {
				this.opened.add(gate.name());
			}
		}
		if (this.started == null && (this.opened.contains("startup") || gates.get("startup") == null)) {
			this.started = this.clock.instant();
		}
		Gate shutdown = gates.get("shutdown");
		this.over = shutdown != null && !shutdown.verdict().open();
		if (!this.over && this.started != null && !this.clock.instant().isBefore(this.started.plus(PATIENCE))) {
			this.over = true;
			review(gates);
		}
	}

	private void review(Gates gates) {
		Set<String> unknown = new TreeSet<>(this.excluded);
		unknown.removeAll(OWN);
		for (Gate gate : gates) {
			unknown.remove(gate.name());
			Verdict verdict = gate.verdict();
			if (!verdict.open() && !this.opened.contains(gate.name()) && !gate.name().equals("warmup")) {
				logger.warn(this.excluded.contains(gate.name())
						? "Gate '{}' has been closed since the start. Reason: {}. monitor.health.readiness-exclude keeps the instance ready."
						: "Gate '{}' has been closed since the start. Reason: {}. The instance reports not ready.",
						gate.name(), verdict.reason());
			}
		}
		if (!unknown.isEmpty()) {
			logger.warn("monitor.health.readiness-exclude names gates that there are not: {}. The gates are {}",
					String.join(", ", unknown), names(gates));
		}
	}

	private static String names(Gates gates) {
		Set<String> names = new TreeSet<>();
		gates.forEach((gate) -> names.add(gate.name()));
		return String.join(", ", names);
	}

}
