package dev.monitor.concurrency.reactive;

import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.RequestPriorities;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.http.PlainPath;
import dev.monitor.http.PriorityAttribute;
import dev.monitor.http.reactive.ReactivePaths;
import dev.monitor.http.reactive.RequestAttributes;
import org.jspecify.annotations.Nullable;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * What the priority of a request in a reactive server is found by.
 *
 * @param request the request as filters see it
 */
record PrioritizedRequest(ServerHttpRequest request) implements RequestPriority.Request {

	/**
	 * Find the priority, and keep it for those who log the request.
	 * @param own the server's own request
	 * @param attributes what is kept with such requests
	 */
	static @Nullable Priority priority(ServerHttpRequest request, @Nullable RequestPriorities priorities, Object own,
			RequestAttributes attributes) {
		if (priorities == null) {
			return null;
		}
		Priority priority = priorities.of(new PrioritizedRequest(request));
		attributes.set(own, PriorityAttribute.NAME, priority.toString());
		return priority;
	}

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public String path() {
		return ReactivePaths.of(this.request);
	}

	@Override
	public boolean isPathPlain() {
		return PlainPath.is(this.request.getPath().pathWithinApplication().value());
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeaders().getFirst(name);
	}

}
