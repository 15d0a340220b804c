package dev.monitor.http.reactive;

import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;

import org.springframework.http.server.reactive.AbstractServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * Writes bodies that are in memory through Reactor Netty itself. Spring's way is for any
 * publisher, and takes a dozen operators more.
 */
final class NettyResponse {

	private NettyResponse() {
	}

	/**
	 * Write a response with a body.
	 * @param body the body
	 * @param request the server's own request
	 * @param response the response with its headers, not yet committed
	 * @return completes when the response has been written; {@code null} if the response
	 * is none of Reactor Netty's, or somebody has put another one around it
	 */
	static @Nullable Mono<Void> write(byte[] body, @Nullable Object request, ServerHttpResponse response) {
		if (request instanceof HttpServerResponse netty && response instanceof AbstractServerHttpResponse own
				&& own.getNativeResponse() == netty) {
			return Mono.defer(() -> response.isCommitted() ? Mono.empty() : response.setComplete()
				.then(Mono.defer(() -> netty.sendObject(Unpooled.wrappedBuffer(body)).then())));
		}
		return null;
	}

}
