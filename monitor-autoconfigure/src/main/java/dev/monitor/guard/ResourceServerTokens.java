package dev.monitor.guard;

import org.apiguardian.api.API;

/**
 * Judges bearer tokens that are not Monitor's, such as those of the application's own
 * identity provider. Thread-safe. May take its time: only requests with a token that
 * nobody else knows come here.
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

}
