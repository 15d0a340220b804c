package dev.monitor.guard;

import dev.monitor.http.HttpResponse;
import dev.monitor.http.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What is guarded, in the words of the answers to those who may not read it. Challenges
 * follow RFC 6750, section 3.
 *
 * @param name a word for it, which is the realm of challenges
 * @param subject the words that begin a sentence about it
 * @param scope the scope of the tokens that open it
 */
public record Realm(String name, String subject, String scope) {

	/**
	 * Answer a request that was not admitted.
	 * @param decision why it was not
	 * @return a problem, and what to do about it
	 */
	public HttpResponse refuse(Decision decision) {
		HttpResponse answer = Problem.of(decision.status(), detail(decision));
		String error = error(decision);
		if (error != null) {
			answer = answer.with("WWW-Authenticate", "Bearer realm=\"" + this.name + '"' + error);
		}
		return switch (decision) {
			case WRONG_METHOD -> answer.with("Allow", "GET, HEAD");
			case TOO_MANY_FAILURES -> answer.with("Retry-After", "1");
			default -> answer;
		};
	}

	private String detail(Decision decision) {
		return switch (decision) {
			case WRONG_METHOD -> this.subject + " can only be read, with GET or HEAD.";
			case NOT_LOOPBACK, NO_TOKEN -> "A bearer token is needed.";
			case AMBIGUOUS -> "The Authorization header was sent more than once.";
			case INVALID_TOKEN -> "The bearer token is not valid.";
			case EXPIRED_TOKEN -> "The bearer token expired.";
			case INSUFFICIENT_SCOPE -> "The bearer token does not open the " + this.name + '.';
			case UNVERIFIABLE -> "The bearer token cannot be checked at the moment.";
			case TOO_MANY_FAILURES -> "There were too many failures from this address.";
			case ADMITTED -> throw new IllegalArgumentException("Not a refusal");
		};
	}

	private @Nullable String error(Decision decision) {
		return switch (decision) {
			case NOT_LOOPBACK, NO_TOKEN -> "";
			case AMBIGUOUS -> ", error=\"invalid_request\"";
			case INVALID_TOKEN -> ", error=\"invalid_token\"";
			case EXPIRED_TOKEN -> ", error=\"invalid_token\", error_description=\"The token expired\"";
			case INSUFFICIENT_SCOPE -> ", error=\"insufficient_scope\", scope=\"" + this.scope + '"';
			case ADMITTED, WRONG_METHOD, UNVERIFIABLE, TOO_MANY_FAILURES -> null;
		};
	}

}
