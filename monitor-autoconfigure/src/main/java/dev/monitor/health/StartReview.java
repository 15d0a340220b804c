package dev.monitor.health;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

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
	 * Some of these gates are there only with some configuration.
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

	/**
	 * Take note of the gates.
	 * @param verdicts what they say now, by their names
	 * @param ending whether the application ends
	 */
	void observe(Map<String, Verdict> verdicts, boolean ending) {
		if (this.over) {
			return;
		}
		verdicts.forEach((name, verdict) -> {
			if (verdict.open()) {
				this.opened.add(name);
			}
		});
		if (this.started == null && (this.opened.contains("startup") || !verdicts.containsKey("startup"))) {
			this.started = this.clock.instant();
		}
		this.over = ending;
		if (!ending && this.started != null && !this.clock.instant().isBefore(this.started.plus(PATIENCE))) {
			this.over = true;
			review(new TreeMap<>(verdicts));
		}
	}

	private void review(SortedMap<String, Verdict> verdicts) {
		verdicts.forEach((name, verdict) -> {
			// the warmup logs its own progress
			if (!verdict.open() && !this.opened.contains(name) && !name.equals("warmup")) {
				logger.warn(this.excluded.contains(name)
						? "Gate '{}' has been closed since the start. Reason: {}. monitor.health.readiness-exclude keeps the instance ready."
						: "Gate '{}' has been closed since the start. Reason: {}. The instance reports not ready.",
						name, verdict.reason());
			}
		});
		Set<String> unknown = new TreeSet<>(this.excluded);
		unknown.removeAll(OWN);
		unknown.removeAll(verdicts.keySet());
		if (!unknown.isEmpty()) {
			logger.info("monitor.health.readiness-exclude names unknown gates: {}. The gates are {}",
					String.join(", ", unknown), String.join(", ", verdicts.keySet()));
		}
	}

}
