package dev.monitor.concurrency.servlet;

import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.RequestPriorities;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.http.PriorityAttribute;
import dev.monitor.http.servlet.ServletPaths;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * What the priority of a request in a servlet container is found by.
 *
 * @param request the container's request
 */
record PrioritizedRequest(HttpServletRequest request) implements RequestPriority.Request {

	/**
	 * Find the priority, and keep it for those who log the request.
	 */
	static @Nullable Priority priority(HttpServletRequest request, @Nullable RequestPriorities priorities) {
		if (priorities == null) {
			return null;
		}
		Priority priority = priorities.of(new PrioritizedRequest(request));
		request.setAttribute(PriorityAttribute.NAME, priority.toString());
		return priority;
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
