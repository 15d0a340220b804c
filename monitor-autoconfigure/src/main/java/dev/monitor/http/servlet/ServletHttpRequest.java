package dev.monitor.http.servlet;

import java.util.Collections;
import java.util.List;

import dev.monitor.http.Caller;
import dev.monitor.http.HttpRequest;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

/**
 * {@link HttpRequest} in a servlet container. Reads nothing before it is asked.
 *
 * @param request the container's request
 */
public record ServletHttpRequest(HttpServletRequest request) implements HttpRequest {

	@Override
	public String method() {
		return this.request.getMethod();
	}

	@Override
	public String path() {
		return this.request.getRequestURI();
	}

	@Override
	public List<String> header(String name) {
		return Collections.list(this.request.getHeaders(name));
	}

	@Override
	public boolean isUserInRole(String role) {
		return this.request.isUserInRole(role);
	}

	@Override
	public @Nullable String user() {
		return this.request.getRemoteUser();
	}

	@Override
	public Caller caller() {
		return ServletCaller.of(this.request);
	}

}
