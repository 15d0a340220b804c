package dev.monitor.concurrency;

import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

/**
 * Gives requests a priority. All conditions that are set must hold.
 *
 * @param path tells which paths are meant, {@code null} for all
 * @param method the method, {@code null} for all; {@code GET} means {@code HEAD} too, as
 * it does for handlers
 * @param header name of a header that must be there, {@code null} for none
 * @param value what its first value must be, {@code null} for any
 * @param priority the priority of these requests
 */
public record PriorityRule(@Nullable Predicate<String> path, @Nullable String method, @Nullable String header,
		@Nullable String value, Priority priority) {

	boolean matches(RequestPriority.Request request) {
		return (this.method == null || isMethod(request.method())) && (this.path == null || matches(this.path, request))
				&& (this.header == null || hasHeader(request));
	}

	private boolean isMethod(String sent) {
		return sent.equals(this.method) || (sent.equals("HEAD") && "GET".equals(this.method));
	}

	/**
	 * A path that is not plain may be another's for the application. It must not get the
	 * better of a rule, so it is only lowered by one.
	 */
	private boolean matches(Predicate<String> paths, RequestPriority.Request request) {
		return paths.test(request.path()) && (!this.priority.isHigh() || request.isPathPlain());
	}

	private boolean hasHeader(RequestPriority.Request request) {
		String found = (this.header != null) ? request.header(this.header) : null;
		return found != null && (this.value == null || this.value.equals(found));
	}

}
