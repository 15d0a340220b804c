package dev.monitor.concurrency.reactive;

import dev.monitor.concurrency.Streaming;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Mono;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;

/**
 * Response that tells when it is to be written and is a stream: then its handler has
 * returned, and its type is known. Its first element may be long in coming.
 */
class StreamingResponse extends ServerHttpResponseDecorator {

	private final Runnable streams;

	StreamingResponse(ServerHttpResponse response, Runnable streams) {
		super(response);
		this.streams = streams;
	}

	@Override
	public Mono<Void> writeWith(Publisher<? extends DataBuffer> body) {
		tellIfStreaming();
		return super.writeWith(body);
	}

	@Override
	public Mono<Void> writeAndFlushWith(Publisher<? extends Publisher<? extends DataBuffer>> body) {
		tellIfStreaming();
		return super.writeAndFlushWith(body);
	}

	private void tellIfStreaming() {
		if (Streaming.isStream(getHeaders().getFirst(HttpHeaders.CONTENT_TYPE))) {
			this.streams.run();
		}
	}

}
