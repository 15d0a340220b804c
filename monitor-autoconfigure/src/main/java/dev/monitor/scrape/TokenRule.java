package dev.monitor.scrape;

import java.time.Clock;
import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * {@link AccessRule} that admits whoever sends one of several tokens in the
 * {@code Authorization} header, as RFC 6750, section 2.1 has it. Callers on this machine
 * need one too. Immutable, thread-safe.
 */
public final class TokenRule implements AccessRule {

	private static final String SCHEME = "Bearer";

	private final List<ScrapeToken> tokens;

	private final Clock clock;

	public TokenRule(List<ScrapeToken> tokens, Clock clock) {
		this.tokens = List.copyOf(tokens);
		this.clock = clock;
	}

	@Override
	public Decision decide(ScrapeRequest request) {
		List<String> authorization = request.authorization();
		if (authorization.size() > 1) {
			return Decision.AMBIGUOUS;
		}
		String token = authorization.isEmpty() ? null : bearerToken(authorization.get(0));
		return (token != null) ? verify(token) : Decision.NO_TOKEN;
	}

	private static @Nullable String bearerToken(String credentials) {
		boolean bearer = credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& (credentials.length() == SCHEME.length() || credentials.charAt(SCHEME.length()) == ' ');
		return bearer ? credentials.substring(SCHEME.length()).strip() : null;
	}

	private Decision verify(String token) {
		TokenHash hash = TokenHash.of(token);
		Instant now = this.clock.instant();
		boolean known = false;
		boolean good = false;
		// No early exit: the time taken must not tell which token matched.
		for (ScrapeToken candidate : this.tokens) {
			if (candidate.hash().matches(hash)) {
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
