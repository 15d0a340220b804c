package dev.monitor.scrape;

import java.util.List;

import dev.monitor.request.Caller;

/**
 * What an {@link AccessRule} needs to know of a request.
 *
 * @param method the HTTP method
 * @param caller who sent it
 * @param authorization all values of the {@code Authorization} header
 */
public record ScrapeRequest(String method, Caller caller, List<String> authorization) {

	public ScrapeRequest {
		authorization = List.copyOf(authorization);
	}

	/**
	 * Leave the credentials out, so that they cannot reach a log.
	 */
	@Override
	public String toString() {
		return "ScrapeRequest[method=%s, caller=%s]".formatted(this.method, this.caller);
	}

}
