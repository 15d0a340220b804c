package dev.monitor.concurrency.reactive;

import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Streaming;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Response that releases a {@link Permit} when it is to be written and is a stream: then
 * its handler has returned, and its type is known. Its first element may be long in
 * coming.
 */
class StreamingResponse extends ServerHttpResponseDecorator {

	private final Permit permit;

	StreamingResponse(ServerHttpResponse response, Permit permit) {
		super(response);
		this.permit = permit;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		releaseIfStreaming();
		return super.writeWith(body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		releaseIfStreaming();
		return super.writeAndFlushWith(body);
	}

	private void releaseIfStreaming() {
		if (Streaming.isStream(getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
			this.permit.release();
		}
	}

}
