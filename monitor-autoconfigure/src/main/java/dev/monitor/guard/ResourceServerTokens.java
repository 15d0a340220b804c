package dev.monitor.guard;

import org.apiguardian.api.API;

/**
 * Judges bearer tokens that are not Monitor's, such as those of the application's own
 * identity provider. Thread-safe. May take its time: only requests with a token that
 * Monitor does not know come here. A token that was called good is not asked about again
 * for a minute.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface ResourceServerTokens {

	/**
	 * Judge a token.
	 * @param token the token, not empty
	 * @return the decision
	 */
	Decision decide(String token);

	/**
	 * Judge a token and tell how long it is good, so that it is not remembered for
	 * longer. Is asked in place of {@link #decide}, which it calls unless it is
	 * overridden.
	 * @param token the token, not empty
	 * @return the decision, and the end of the token's life if that is known
	 */
	default TokenDecision judge(String token) {
		return new TokenDecision(decide(token), null);
	}

}
