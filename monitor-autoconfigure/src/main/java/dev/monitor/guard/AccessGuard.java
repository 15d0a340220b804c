package dev.monitor.guard;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

import dev.monitor.http.HttpRequest;
import org.jspecify.annotations.Nullable;

/**
 * Judges requests for what is guarded, whichever way they come, and counts, limits and
 * reports what it refuses. A request with a good token of Monitor's, or with one that the
 * resource server has called good within the last hour, is never refused because of
 * others from the same address: behind a proxy or NAT all clients have one. The resource
 * server is not asked about further tokens from an address that fails all the time.
 * Thread-safe.
 */
public final class AccessGuard implements AutoCloseable {

	private static final Set<Decision> OPEN_TO_OTHER_TOKENS = EnumSet.of(Decision.INVALID_TOKEN, Decision.NOT_LOOPBACK);

	private final Realm realm;

	private final AccessRule rule;

	private final @Nullable ResourceServer resourceServer;

	private final FailureLimit limit;

	private final RefusalHint hint;

	private final RefusalLog log;

	private final Map<Decision, LongAdder> counts = new EnumMap<>(Decision.class);

	/**
	 * Create the guard.
	 * @param realm what is guarded
	 * @param rule decides first
	 * @param resourceServer is asked about tokens the rule does not know, {@code null} if
	 * there is none
	 * @param limit tells when a caller has failed too often
	 * @param hint tells the operator what to configure
	 * @param log tells the operator who was refused; closed with the guard
	 */
	public AccessGuard(Realm realm, AccessRule rule, @Nullable ResourceServer resourceServer, FailureLimit limit,
			RefusalHint hint, RefusalLog log) {
		this.realm = realm;
		this.rule = rule;
		this.resourceServer = resourceServer;
		this.limit = limit;
		this.hint = hint;
		this.log = log;
		for (Decision decision : Decision.values()) {
			this.counts.put(decision, new LongAdder());
		}
	}

	/**
	 * Tell whether callers on this machine need no token, and others have none.
	 * @return whether that is the rule
	 */
	public boolean isForThisMachine() {
		return this.rule instanceof LoopbackRule;
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
		PresentedToken token = unknownToken(request, decision);
		if (token == null || this.resourceServer == null) {
			return new Judgement(this, request, decision, null, false);
		}
		if (this.resourceServer.isGood(token)) {
			return new Judgement(this, request, Decision.ADMITTED, null, true);
		}
		boolean known = this.resourceServer.isKnown(token);
		return new Judgement(this, request, decision, (known || mayBeAskedAbout(request)) ? token : null, known);
	}

	/**
	 * Return how often a decision was taken since the start.
	 * @param decision the decision
	 * @return the count
	 */
	public long count(Decision decision) {
		return counter(decision).sum();
	}

	@Override
	public void close() {
		this.log.close();
	}

	Realm realm() {
		return this.realm;
	}

	Decision decide(AccessRequest request, Decision fromMemory, @Nullable PresentedToken unknownToken, boolean known) {
		Decision decision = decide(request, fromMemory, unknownToken);
		boolean excused = known && decision == Decision.UNVERIFIABLE;
		if (decision.reason() != null && !excused && this.limit.isExceededBy(request.caller().peer())) {
			decision = Decision.TOO_MANY_FAILURES;
		}
		counter(decision).increment();
		if (decision.reason() != null) {
			this.log.add(decision, request.caller());
		}
		if (decision == Decision.NOT_LOOPBACK) {
			this.hint.give(request);
		}
		return decision;
	}

	private Decision decide(AccessRequest request, Decision fromMemory, @Nullable PresentedToken unknownToken) {
		if (unknownToken == null || this.resourceServer == null) {
			return fromMemory;
		}
		if (this.resourceServer.isGood(unknownToken)) {
			return Decision.ADMITTED;
		}
		return (this.resourceServer.isKnown(unknownToken) || mayBeAskedAbout(request))
				? this.resourceServer.ask(unknownToken) : fromMemory;
	}

	/**
	 * Whoever fails all the time must not make others work.
	 */
	private boolean mayBeAskedAbout(AccessRequest request) {
		return !this.limit.isReachedBy(request.caller().peer());
	}

	private @Nullable PresentedToken unknownToken(AccessRequest request, Decision decision) {
		if (this.resourceServer == null || !OPEN_TO_OTHER_TOKENS.contains(decision)) {
			return null;
		}
		String token = request.bearerToken();
		return (token != null && !token.isEmpty()) ? PresentedToken.of(token) : null;
	}

	private LongAdder counter(Decision decision) {
		return Objects.requireNonNull(this.counts.get(decision));
	}

	private static boolean isRead(String method) {
		return method.equals("GET") || method.equals("HEAD");
	}

}
