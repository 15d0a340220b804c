package dev.monitor.http.observation;

import dev.monitor.http.reactive.ReactivePaths;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What can only be loaded with Spring's reactive web server.
 */
final class ReactiveRequests {

	private ReactiveRequests() {
	}

	static @Nullable ObservedRequest of(@Nullable Object carrier) {
		return (carrier instanceof ServerHttpRequest request) ? new ReactiveRequest(request) : null;
	}

	private record ReactiveRequest(ServerHttpRequest request) implements ObservedRequest {

		@Override
		public String path() {
			return ReactivePaths.of(this.request);
		}

		@Override
		public @Nullable String header(String name) {
			return this.request.getHeaders().getFirst(name);
		}

	}

}
