package dev.monitor.guard;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.LongAdder;

import dev.monitor.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Judges requests for what is guarded, whichever way they come, and counts and limits
 * what it refuses. A request with a good token of Monitor's is never refused because of
 * others from the same address: behind a proxy or NAT all clients have one. The resource
 * server is not asked about tokens from an address that fails all the time. Thread-safe.
 */
public final class AccessGuard {

	private static final Set<Decision> OPEN_TO_OTHER_TOKENS = EnumSet.of(Decision.INVALID_TOKEN, Decision.NOT_LOOPBACK);

	/**
	 * Requests that may wait for what the resource server says of their tokens.
	 */
	private static final int MAX_ASKING = 8;

	private final Semaphore asking = new Semaphore(MAX_ASKING);

	private final Realm realm;

	private final AccessRule rule;

	private final @Nullable ResourceServerTokens resourceServer;

	private final FailureLimit limit;

	private final RefusalHint hint;

	private final Map<Decision, LongAdder> counts = new EnumMap<>(Decision.class);

	/**
	 * Create the guard.
	 * @param realm what is guarded
	 * @param rule decides first
	 * @param resourceServer is asked about tokens the rule does not know, {@code null} if
	 * there is none
	 * @param limit tells when a caller has failed too often
	 * @param hint tells the operator about refusals
	 */
	public AccessGuard(Realm realm, AccessRule rule, @Nullable ResourceServerTokens resourceServer, FailureLimit limit,
			RefusalHint hint) {
		this.realm = realm;
		this.rule = rule;
		this.resourceServer = resourceServer;
		this.limit = limit;
		this.hint = hint;
		for (Decision decision : Decision.values()) {
			this.counts.put(decision, new LongAdder());
		}
	}

	/**
	 * Judge a request that came over HTTP.
	 * @param request the request
	 * @return the judgement, as {@link #judge(AccessRequest)} gives it
	 */
	public Judgement judge(HttpRequest request) {
		return judge(new AccessRequest(request.method(), request.caller(), request.header("authorization")));
	}

	/**
	 * Judge a request from memory. It is neither answered nor counted before the
	 * judgement is concluded.
	 * @param request what is known of the request
	 * @return the judgement
	 */
	public Judgement judge(AccessRequest request) {
		Decision decision = isRead(request.method()) ? this.rule.decide(request) : Decision.WRONG_METHOD;
		String token = unknownToken(request, decision);
		return new Judgement(this, request, decision, (token != null && mayBeAskedAbout(request)) ? token : null);
	}

	/**
	 * Return how often a decision was taken since the start.
	 * @param decision the decision
	 * @return the count
	 */
	public long count(Decision decision) {
		return counter(decision).sum();
	}

	Realm realm() {
		return this.realm;
	}

	Decision decide(AccessRequest request, Decision fromMemory, @Nullable String unknownToken) {
		Decision decision = (unknownToken != null && mayBeAskedAbout(request)) ? ask(unknownToken) : fromMemory;
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
	 * Whoever fails all the time must not make others work.
	 */
	private boolean mayBeAskedAbout(AccessRequest request) {
		return !this.limit.isReachedBy(request.caller().peer());
	}

	private Decision ask(String token) {
		if (!this.asking.tryAcquire()) {
			return Decision.TOO_MANY_FAILURES;
		}
		try {
			return Objects.requireNonNull(this.resourceServer).decide(token);
		}
		finally {
			this.asking.release();
		}
	}

	private @Nullable String unknownToken(AccessRequest request, Decision decision) {
		if (this.resourceServer == null || !OPEN_TO_OTHER_TOKENS.contains(decision)) {
			return null;
		}
		String token = request.bearerToken();
		return (token != null && !token.isEmpty()) ? token : null;
	}

	private LongAdder counter(Decision decision) {
		return Objects.requireNonNull(this.counts.get(decision));
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

}
