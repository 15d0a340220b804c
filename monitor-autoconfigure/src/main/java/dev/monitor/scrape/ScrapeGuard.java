package dev.monitor.scrape;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.LongAdder;

/**
 * Decides about every request for metrics, whichever way it comes, and counts what it
 * refuses. Thread-safe.
 */
public final class ScrapeGuard {

	private final AccessRule rule;

	private final RefusalHint hint;

	private final Map<Decision, LongAdder> counts = new EnumMap<>(Decision.class);

	public ScrapeGuard(AccessRule rule, RefusalHint hint) {
		this.rule = rule;
		this.hint = hint;
		for (Decision decision : Decision.values()) {
			this.counts.put(decision, new LongAdder());
		}
	}

	/**
	 * Decide about a request.
	 * @param request what is known of the request
	 * @return the decision
	 */
	public Decision decide(ScrapeRequest request) {
		Decision decision = isRead(request.method()) ? this.rule.decide(request) : Decision.WRONG_METHOD;
		counter(decision).increment();
		if (decision == Decision.NOT_LOOPBACK) {
			this.hint.give(request);
		}
		return decision;
	}

	/**
	 * Return how often a decision was taken since the start.
	 * @param decision the decision
	 * @return the count
	 */
	public long count(Decision decision) {
		return counter(decision).sum();
	}

	private LongAdder counter(Decision decision) {
		return Objects.requireNonNull(this.counts.get(decision));
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

}
