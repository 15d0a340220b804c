package dev.monitor.delivery;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * Why a delivery fails: a bounded set of words.
 */
public final class Reason {

	static final String NXDOMAIN = "nxdomain";

	static final String DNS = "dns";

	static final String REFUSED = "econnrefused";

	static final String RESET = "econnreset";

	static final String CLOSED = "closed";

	static final String UNREACHABLE = "ehostunreach";

	static final String CONNECT_TIMEOUT = "connect_timeout";

	static final String TIMEOUT = "timeout";

	static final String CERTIFICATE = "tls_certificate";

	static final String TLS = "tls";

	static final String PROTOCOL = "protocol";

	static final String IO = "io";

	static final String AUTH = "auth";

	/**
	 * Not tried, since the gate lets nothing through.
	 */
	public static final String REJECTED = "rejected";

	static final String OTHER = "other";

	/**
	 * Statuses that servers and proxies answer with. All others have the word of their
	 * hundred.
	 */
	private static final Set<Integer> STATUSES = Set.of(400, 401, 403, 404, 405, 408, 409, 410, 413, 415, 421, 422, 425,
			429, 451, 500, 501, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530);

	/**
	 * Replies of SMTP servers to a missing or wrong login, see RFC 4954.
	 */
	private static final Set<Integer> LOGIN_REPLIES = Set.of(530, 534, 535, 538);

	private Reason() {
	}

	/**
	 * Return all reasons there can be.
	 * @return the words
	 */
	public static Set<String> all() {
		Set<String> all = new TreeSet<>(Set.of("http_3xx", "http_4xx", "http_5xx", "smtp_4xx", "smtp_5xx"));
		STATUSES.forEach((status) -> all.add("http_" + status));
		Stream
			.of(NXDOMAIN, DNS, REFUSED, RESET, CLOSED, UNREACHABLE, CONNECT_TIMEOUT, TIMEOUT, CERTIFICATE, TLS,
					PROTOCOL, IO, AUTH, REJECTED, OTHER)
			.forEach(all::add);
		return all;
	}

	/**
	 * Tell whether a failure says anything of the host that was to be reached. The reply
	 * of a mail server does not: it is about a mail.
	 * @param reason why it failed
	 * @return whether the host has failed, and not this application
	 */
	static boolean isOfHost(String reason) {
		return !reason.equals(REJECTED) && !reason.equals(OTHER) && !reason.startsWith("smtp_");
	}

	/**
	 * Return the reason that an HTTP status is.
	 * @param status the status
	 * @return the reason; {@code null} if the status is none of a failure
	 */
	static @Nullable String ofStatus(int status) {
		if (status < 300 || status > 599) {
			return null;
		}
		return "http_" + (STATUSES.contains(status) ? status : status / 100 + "xx");
	}

	/**
	 * Return the reason that the reply of an SMTP server is.
	 * @param reply the code
	 * @return the reason; {@code null} if the reply is none of a failure
	 */
	static @Nullable String ofReply(int reply) {
		if (reply < 400 || reply > 599) {
			return null;
		}
		return LOGIN_REPLIES.contains(reply) ? AUTH : "smtp_" + reply / 100 + "xx";
	}

}
