package dev.monitor.scrape;

import java.util.List;

import dev.monitor.request.Caller;

/**
 * Requests to decide about.
 */
final class ScrapeRequests {

	private ScrapeRequests() {
	}

	static ScrapeRequest local(String... authorization) {
		return new ScrapeRequest("GET", new Caller("127.0.0.1", "127.0.0.1", "localhost", false),
				List.of(authorization));
	}

	static ScrapeRequest remote(String... authorization) {
		return new ScrapeRequest("GET", new Caller("192.0.2.7", "192.0.2.1", "app.example.com", false),
				List.of(authorization));
	}

	static ScrapeRequest method(String method) {
		return new ScrapeRequest(method, new Caller("127.0.0.1", "127.0.0.1", "localhost", false), List.of());
	}

}
