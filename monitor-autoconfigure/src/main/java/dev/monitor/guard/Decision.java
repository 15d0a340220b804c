package dev.monitor.guard;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a request for something that is guarded.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum Decision {

	/**
	 * The request may go on.
	 */
	ADMITTED(200, null),

	/**
	 * Neither GET nor HEAD.
	 */
	WRONG_METHOD(405, null),

	/**
	 * No token is configured, and the caller is not on this machine. Answered like
	 * {@link #NO_TOKEN}, so that an outsider learns nothing about the configuration.
	 */
	NOT_LOOPBACK(401, "not_loopback"),

	/**
	 * No bearer token was sent.
	 */
	NO_TOKEN(401, "missing"),

	/**
	 * More than one {@code Authorization} header was sent.
	 */
	AMBIGUOUS(400, "malformed"),

	/**
	 * The token is not known.
	 */
	INVALID_TOKEN(401, "invalid"),

	/**
	 * The token was good once.
	 */
	EXPIRED_TOKEN(401, "expired"),

	/**
	 * The token is good, but for something else.
	 */
	INSUFFICIENT_SCOPE(403, "insufficient_scope"),

	/**
	 * The issuer of the token cannot be asked about it.
	 */
	UNVERIFIABLE(503, "unverifiable"),

	/**
	 * The caller's address has failed too often; what else is wrong with this request is
	 * not shown.
	 */
	TOO_MANY_FAILURES(429, "limited");

	private final int status;

	private final @Nullable String reason;

	Decision(int status, @Nullable String reason) {
		this.status = status;
		this.reason = reason;
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

}
