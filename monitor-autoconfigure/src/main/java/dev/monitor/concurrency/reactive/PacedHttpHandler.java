package dev.monitor.concurrency.reactive;

import java.util.function.LongSupplier;

import dev.monitor.concurrency.SlowBody;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.HttpHandler;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * {@link HttpHandler} that lets the pace of bodies be measured, whoever reads them: the
 * application, or Spring for forms and parts, which it does from the request as it
 * arrives. Nothing is measured unless {@link ConcurrencyLimitWebFilter} wants it.
 */
public final class PacedHttpHandler implements HttpHandler {

	private final HttpHandler handler;

	private final SlowBody limit;

	private final WaitingBodies waiting;

	/**
	 * Create the handler.
	 * @param handler the handler that all requests go on to
	 * @param limit how slowly a body may come
	 * @param nanoTime the clock, as {@link System#nanoTime()}
	 */
	public PacedHttpHandler(HttpHandler handler, SlowBody limit, LongSupplier nanoTime) {
		this.handler = handler;
		this.limit = limit;
		this.waiting = new WaitingBodies(nanoTime);
	}

	@Override
	public Mono<Void> handle(ServerHttpRequest request, ServerHttpResponse response) {
		if (!mayHaveBody(request)) {
			return this.handler.handle(request, response);
		}
		PacedRequest paced = new PacedRequest(request, this.limit, this.waiting);
		return this.handler.handle(paced, response).contextWrite((context) -> context.put(PacedRequest.class, paced));
	}

	/**
	 * Only a request of HTTP/2 may have a body without a word about it.
	 */
	private static boolean mayHaveBody(ServerHttpRequest request) {
		HttpHeaders headers = request.getHeaders();
		String length = headers.getFirst(HttpHeaders.CONTENT_LENGTH);
		if (length != null) {
			return !length.equals("0");
		}
		return headers.containsHeader(HttpHeaders.TRANSFER_ENCODING)
				|| !(HttpMethod.GET.equals(request.getMethod()) || HttpMethod.HEAD.equals(request.getMethod()));
	}

}
