package dev.monitor.scrape;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * What an {@link AccessRule} needs to know of a request, told as far as the container
 * allows before any proxy header was believed.
 *
 * @param method the HTTP method
 * @param peer the IP address at the other end of the connection, {@code null} if unknown;
 * a container that believes proxy headers itself puts the one they claim in its place
 * @param local the IP address at this end of the connection, {@code null} if unknown
 * @param host the host the client asked for, without port, {@code null} if unknown
 * @param forwarded whether a proxy left a trace on the request
 * @param authorization all values of the {@code Authorization} header
 */
public record ScrapeRequest(String method, @Nullable String peer, @Nullable String local, @Nullable String host,
		boolean forwarded, List<String> authorization) {

	public ScrapeRequest {
		authorization = List.copyOf(authorization);
	}

	/**
	 * Leave the credentials out, so that they cannot reach a log.
	 */
	@Override
	public String toString() {
		return "ScrapeRequest[method=%s, peer=%s, local=%s, host=%s, forwarded=%s]".formatted(this.method, this.peer,
				this.local, this.host, this.forwarded);
	}

}
