package dev.monitor.http.reactive;

import java.util.List;

import dev.monitor.http.Caller;
import dev.monitor.http.HttpRequest;

import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * {@link HttpRequest} in a reactive server. Reads nothing before it is asked.
 *
 * @param request the request as filters see it
 */
public record ReactiveHttpRequest(ServerHttpRequest request) implements HttpRequest {

	@Override
	public String method() {
		return this.request.getMethod().name();
	}

	@Override
	public String path() {
		return this.request.getPath().value();
	}

	@Override
	public List<String> header(String name) {
		return this.request.getHeaders().getOrDefault(name, List.of());
	}

	@Override
	public List<String> parameter(String name) {
		return this.request.getQueryParams().getOrDefault(name, List.of());
	}

	@Override
	public Caller caller() {
		return ReactiveCaller.of(this.request);
	}

}
