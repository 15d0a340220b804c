package dev.monitor.concurrency.servlet;

import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.RequestPriorities;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.http.servlet.ServletPaths;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the priority of a request in a servlet container is found by.
 *
 * @param request the container's request
 */
record PrioritizedRequest(HttpServletRequest request) implements RequestPriority.Request {

	static @Nullable Priority priority(HttpServletRequest request, @Nullable RequestPriorities priorities) {
		return (priorities != null) ? priorities.of(new PrioritizedRequest(request)) : null;
	}

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public String path() {
		return ServletPaths.of(this.request);
	}

	@Override
	public boolean isPathPlain() {
		return Exclusions.isPlain(path(), this.request);
	}

	@Override
	public @Nullable String header(String name) {
		return this.request.getHeader(name);
	}

}
