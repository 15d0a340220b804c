package dev.monitor.guard;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;

/**
 * The answer to a request that was not admitted.
 */
public final class Refusal {

	private Refusal() {
	}

	/**
	 * Return the answer.
	 * @param decision why the request was not admitted
	 * @return a problem, and what to do about it
	 */
	public static HttpResponse of(Decision decision) {
		HttpResponse answer = Problem.of(decision.status(), decision.detail());
		String challenge = decision.challenge();
		if (challenge != null) {
			answer = answer.with("WWW-Authenticate", challenge);
		}
		return switch (decision) {
			case WRONG_METHOD -> answer.with("Allow", "GET, HEAD");
			case TOO_MANY_FAILURES -> answer.with("Retry-After", "1");
			default -> answer;
		};
	}

}
