package dev.monitor.scrape;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link AccessRule} needs to know of a request, as the socket and the client
 * told it: before any proxy header was believed.
 *
 * @param method the HTTP method
 * @param peer the IP address at the other end of the connection, {@code null} if unknown
 * @param host the host the client asked for, without port, {@code null} if unknown
 * @param forwarded whether a proxy left a trace on the request
 * @param authorization all values of the {@code Authorization} header
 */
public record ScrapeRequest(String method, @Nullable String peer, @Nullable String host, boolean forwarded,
		List<String> authorization) {

	public ScrapeRequest {
		authorization = List.copyOf(authorization);
	}

	/**
	 * Leave the credentials out, so that they cannot reach a log.
	 */
	@Override
	public String toString() {
		return "ScrapeRequest[method=%s, peer=%s, host=%s, forwarded=%s]".formatted(this.method, this.peer, this.host,
				this.forwarded);
	}

}
