package dev.monitor.guard;

import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request for metrics. Challenges follow RFC 6750, section 3.
 */
public enum Decision {

	/**
	 * The scrape may go on.
	 */
	ADMITTED(200, null, null, ""),

	/**
	 * Neither GET nor HEAD.
	 */
	WRONG_METHOD(405, null, null, "Metrics can only be read, with GET or HEAD."),

	/**
	 * No token is configured, and the caller is not on this machine. Answered like
	 * {@link #NO_TOKEN}, so that an outsider learns nothing about the configuration.
	 */
	NOT_LOOPBACK(401, "not_loopback", "", "A bearer token is needed."),

	/**
	 * No bearer token was sent.
	 */
	NO_TOKEN(401, "missing", "", "A bearer token is needed."),

	/**
	 * More than one {@code Authorization} header was sent.
	 */
	AMBIGUOUS(400, "malformed", ", error=\"invalid_request\"", "The Authorization header was sent more than once."),

	/**
	 * The token is not known.
	 */
	INVALID_TOKEN(401, "invalid", ", error=\"invalid_token\"", "The bearer token is not valid."),

	/**
	 * The token was good once.
	 */
	EXPIRED_TOKEN(401, "expired", ", error=\"invalid_token\", error_description=\"The token expired\"",
			"The bearer token expired."),

	/**
	 * The token is good, but for something else.
	 */
	INSUFFICIENT_SCOPE(403, "insufficient_scope", ", error=\"insufficient_scope\", scope=\"admin:metrics\"",
			"The bearer token does not open the metrics."),

	/**
	 * Whoever issued the token cannot be asked about it.
	 */
	UNVERIFIABLE(503, "unverifiable", null, "The bearer token cannot be checked at the moment."),

	/**
	 * The caller's address has failed too often; whatever is wrong with this request is
	 * not told.
	 */
	TOO_MANY_FAILURES(429, "limited", null, "There were too many failures from this address."),

	/**
	 * Metrics are served elsewhere.
	 */
	NOT_SERVED(404, null, null, "Metrics are not served here.");

	private final int status;

	private final @Nullable String reason;

	private final @Nullable String challenge;

	private final String detail;

	Decision(int status, @Nullable String reason, @Nullable String error, String detail) {
		this.status = status;
		this.reason = reason;
		this.challenge = (error != null) ? "Bearer realm=\"metrics\"" + error : null;
		this.detail = detail;
	}

	/**
	 * Return the HTTP status to answer with.
	 * @return the status
	 */
	public int status() {
		return this.status;
	}

	/**
	 * Return the reason under which failures to authenticate are counted.
	 * @return a metric tag value, {@code null} if this is no such failure
	 */
	public @Nullable String reason() {
		return this.reason;
	}

	/**
	 * Return the value of the {@code WWW-Authenticate} header to answer with.
	 * @return the challenge, {@code null} for none
	 */
	public @Nullable String challenge() {
		return this.challenge;
	}

	/**
	 * Return what to tell the client: one sentence, plain ASCII without quotes.
	 * @return the sentence
	 */
	public String detail() {
		return this.detail;
	}

}
