package dev.monitor.http.reactive;

import dev.monitor.http.HttpResponse;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Writes an {@link HttpResponse} through a reactive server.
 */
public final class ReactiveHttpResponse {

	private ReactiveHttpResponse() {
	}

	/**
	 * Write a response.
	 * @param answer what to write
	 * @param request the request that it answers
	 * @param response the server's response, not yet committed
	 * @return completes when the response has been written, fails if the client is gone
	 */
	public static Mono<Void> write(HttpResponse answer, ServerHttpRequest request, ServerHttpResponse response) {
		response.setStatusCode(HttpStatusCode.valueOf(answer.status()));
		HttpHeaders headers = response.getHeaders();
		headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
		answer.forEachHeader(headers::set);
		headers.setContentLength(answer.body().length);
		if (HttpMethod.HEAD.equals(request.getMethod()) || answer.body().length == 0) {
			return response.setComplete();
		}
		Mono<Void> written = ReactiveCaller.NETTY
				? NettyResponse.write(answer.body(), NativeRequest.of(request), response) : null;
		return (written != null) ? written
				: response.writeWith(Mono.fromSupplier(() -> response.bufferFactory().wrap(answer.body())));
	}

}
