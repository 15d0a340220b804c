package dev.monitor.concurrency.reactive;

import java.nio.file.Path;

import reactor.core.publisher.Mono;

import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;

/**
 * {@link StreamingResponse} of a server that sends files by itself.
 */
final class ZeroCopyStreamingResponse extends StreamingResponse implements ZeroCopyHttpOutputMessage {

	ZeroCopyStreamingResponse(ServerHttpResponse response, Runnable streams) {
		super(response, streams);
	}

	@Override
	public Mono<Void> writeWith(Path file, long position, long count) {
		return ((ZeroCopyHttpOutputMessage) getDelegate()).writeWith(file, position, count);
	}

}
