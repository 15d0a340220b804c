package dev.monitor.guard;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

import org.jspecify.annotations.Nullable;

/**
 * Decides about every request for metrics, whichever way it comes, and counts and limits
 * what it refuses. A request with a good token of Monitor's is never refused because of
 * others from the same address: behind a proxy or NAT all scrapers have one. Others are
 * not asked about tokens from an address that fails all the time. Thread-safe.
 */
public final class AccessGuard {

	private static final Set<Decision> OPEN_TO_FOREIGN_TOKENS = EnumSet.of(Decision.INVALID_TOKEN,
			Decision.NOT_LOOPBACK);

	/**
	 * Requests that may wait for what others say of their tokens.
	 */
	private static final int MAX_ASKING = 8;

	private final Semaphore asking = new Semaphore(MAX_ASKING);

	private final AccessRule rule;

	private final @Nullable ResourceServerTokens foreignTokens;

	private final FailureLimit limit;

	private final RefusalHint hint;

	private final Map<Decision, LongAdder> counts = new EnumMap<>(Decision.class);

	/**
	 * Create the guard.
	 * @param rule decides first
	 * @param foreignTokens is asked about tokens the rule does not know, {@code null} if
	 * there are none
	 * @param limit tells when a caller has failed too often
	 * @param hint tells the operator about refusals
	 */
	public AccessGuard(AccessRule rule, @Nullable ResourceServerTokens foreignTokens, FailureLimit limit,
			RefusalHint hint) {
		this.rule = rule;
		this.foreignTokens = foreignTokens;
		this.limit = limit;
		this.hint = hint;
		for (Decision decision : Decision.values()) {
			this.counts.put(decision, new LongAdder());
		}
	}

	/**
	 * Tell whether a decision may take time, because others are to be asked about the
	 * token.
	 * @param request what is known of the request
	 * @return {@code false} if {@link #decide} answers from memory
	 */
	public boolean mayTakeTime(AccessRequest request) {
		return isRead(request.method()) && foreignToken(request, this.rule.decide(request)) != null
				&& !this.limit.isReachedBy(request.caller().peer());
	}

	/**
	 * Decide about a request.
	 * @param request what is known of the request
	 * @return the decision
	 */
	public Decision decide(AccessRequest request) {
		Decision decision = isRead(request.method()) ? judge(request) : Decision.WRONG_METHOD;
		if (decision.reason() != null && this.limit.isExceededBy(request.caller().peer())) {
			decision = Decision.TOO_MANY_FAILURES;
		}
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

	private Decision judge(AccessRequest request) {
		Decision decision = this.rule.decide(request);
		String token = foreignToken(request, decision);
		// whoever fails all the time must not make others work
		return (token != null && !this.limit.isReachedBy(request.caller().peer())) ? ask(token) : decision;
	}

	private Decision ask(String token) {
		if (!this.asking.tryAcquire()) {
			return Decision.TOO_MANY_FAILURES;
		}
		try {
			return Objects.requireNonNull(this.foreignTokens).decide(token);
		}
		finally {
			this.asking.release();
		}
	}

	private @Nullable String foreignToken(AccessRequest request, Decision decision) {
		String token = request.bearerToken();
		boolean foreign = this.foreignTokens != null && token != null && !token.isEmpty()
				&& OPEN_TO_FOREIGN_TOKENS.contains(decision);
		return foreign ? token : null;
	}

	private LongAdder counter(Decision decision) {
		return Objects.requireNonNull(this.counts.get(decision));
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

}
