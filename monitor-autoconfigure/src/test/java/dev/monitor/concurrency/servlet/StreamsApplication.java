package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyEmitter;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

/**
 * Application whose responses are streams that go on for as long as the test wants. Each
 * sends its first element, "one", when it is told to.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
class StreamsApplication {

	private static final MediaType LINES = MediaType.APPLICATION_NDJSON;

	@Bean
	RouterFunction<ServerResponse> functional(Streams streams) {
		return RouterFunctions.route().GET("/functional", (request) -> ServerResponse.sse((sse) -> {
			streams.open.add(new Stream(() -> {
				try {
					sse.send("one");
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}, sse::complete));
		})).build();
	}

	/**
	 * A response that has been started.
	 *
	 * @param first sends the first element
	 * @param end ends the response
	 */
	record Stream(Runnable first, Runnable end) {

	}

	@RestController
	static class Streams {

		final LinkedBlockingQueue<Stream> open = new LinkedBlockingQueue<>();

		@GetMapping("/sse")
		SseEmitter sse() {
			SseEmitter emitter = new SseEmitter(0L);
			add(emitter, "one");
			return emitter;
		}

		@GetMapping("/lines")
		ResponseEntity<ResponseBodyEmitter> lines() {
			ResponseBodyEmitter emitter = new ResponseBodyEmitter(0L);
			add(emitter, "one\n");
			return ResponseEntity.ok().contentType(LINES).body(emitter);
		}

		@GetMapping(path = "/flux", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		Flux<String> flux() {
			return flow("one");
		}

		@GetMapping(path = "/flux-lines", produces = MediaType.APPLICATION_NDJSON_VALUE)
		Flux<String> fluxLines() {
			return flow("one\n");
		}

		@GetMapping("/body")
		ResponseEntity<StreamingResponseBody> body() {
			return ResponseEntity.ok().contentType(LINES).body(bytes());
		}

		@GetMapping("/download")
		ResponseEntity<StreamingResponseBody> download() {
			return ResponseEntity.ok().contentType(MediaType.APPLICATION_OCTET_STREAM).body(bytes());
		}

		private void add(ResponseBodyEmitter emitter, String element) {
			this.open.add(new Stream(() -> {
				try {
					emitter.send(element);
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}, emitter::complete));
		}

		private Flux<String> flow(String element) {
			Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
			this.open
				.add(new Stream(() -> sink.tryEmitNext(element).orThrow(), () -> sink.tryEmitComplete().orThrow()));
			return sink.asFlux();
		}

		private StreamingResponseBody bytes() {
			CountDownLatch first = new CountDownLatch(1);
			CountDownLatch end = new CountDownLatch(1);
			this.open.add(new Stream(first::countDown, end::countDown));
			return (output) -> {
				try {
					first.await();
					// More than a container buffers, for Spring MVC swallows the flush.
					output.write(("one\n" + " ".repeat(100_000)).getBytes(StandardCharsets.UTF_8));
					end.await();
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
				}
			};
		}

	}

}
