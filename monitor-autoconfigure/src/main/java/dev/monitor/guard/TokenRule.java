package dev.monitor.guard;

import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * {@link AccessRule} that admits whoever sends one of several tokens in the
 * {@code Authorization} header, as RFC 6750, section 2.1 has it. Callers on this machine
 * need one too. Thread-safe.
 */
public final class TokenRule implements AccessRule {

	private final List<AccessToken> tokens;

	private final Clock clock;

	/**
	 * Create the rule.
	 * @param tokens the tokens; without any, nobody is admitted
	 * @param clock tells which tokens have expired
	 */
	public TokenRule(Collection<AccessToken> tokens, Clock clock) {
		this.tokens = List.copyOf(tokens);
		this.clock = clock;
	}

	@Override
	public Decision decide(AccessRequest request) {
		if (request.authorization().size() > 1) {
			return Decision.AMBIGUOUS;
		}
		String token = request.bearerToken();
		return (token != null) ? verify(token) : Decision.NO_TOKEN;
	}

	private Decision verify(String token) {
		TokenHash hash = TokenHash.of(token);
		Instant now = this.clock.instant();
		boolean known = false;
		boolean good = false;
		// No early exit: the time taken must not tell which token matched.
		for (AccessToken candidate : this.tokens) {
			if (candidate.hash().get().matches(hash)) {
				known = true;
				good |= !candidate.isExpired(now);
			}
		}
		if (good) {
			return Decision.ADMITTED;
		}
		return known ? Decision.EXPIRED_TOKEN : Decision.INVALID_TOKEN;
	}

}
