package dev.monitor.guard;

import java.util.List;

import dev.monitor.http.Caller;

/**
 * Requests to decide about.
 */
final class AccessRequests {

	private AccessRequests() {
	}

	static AccessRequest local(String... authorization) {
		return new AccessRequest("GET", new Caller("127.0.0.1", "127.0.0.1", "localhost", false, false),
				List.of(authorization));
	}

	static AccessRequest remote(String... authorization) {
		return new AccessRequest("GET", new Caller("192.0.2.7", "192.0.2.1", "app.example.com", false, false),
				List.of(authorization));
	}

	static AccessRequest method(String method) {
		return new AccessRequest(method, new Caller("127.0.0.1", "127.0.0.1", "localhost", false, false), List.of());
	}

}
