package dev.monitor.concurrency.reactive;

import java.time.Duration;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import org.springframework.web.reactive.socket.server.upgrade.StandardWebSocketUpgradeStrategy;
import org.springframework.web.server.WebFilter;

/**
 * Reactive application whose requests take as long as the test wants.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(ReactiveUploads.class)
@RestController
public class ReactiveOrders {

	static final int PIECE = 64 * 1024;

	static final int PIECES = 400;

	final Queue<Sinks.One<String>> held = new ConcurrentLinkedQueue<>();

	final AtomicInteger served = new AtomicInteger();

	final AtomicInteger mostServed = new AtomicInteger();

	volatile Sinks.Empty<Void> streamsEnd = Sinks.empty();

	volatile String thread = "";

	/**
	 * Stands right behind the limiter, and counts what has a permit.
	 */
	@Bean
	@Order(Integer.MIN_VALUE + 5)
	WebFilter counting() {
		return (exchange, chain) -> Mono.using(
				() -> this.mostServed.accumulateAndGet(this.served.incrementAndGet(), Math::max),
				(count) -> exchange.getRequest().getPath().value().equals("/filter-fails")
						? Mono.error(new IllegalStateException("filter")) : chain.filter(exchange),
				(count) -> this.served.decrementAndGet());
	}

	/**
	 * All servers are on the test class path, and Spring takes Jetty's way to upgrade.
	 */
	@Bean
	WebFluxConfigurer upgrades(@Value("${orders.server}") ReactiveContainer server) {
		return new WebFluxConfigurer() {

			@Override
			public @Nullable WebSocketService getWebSocketService() {
				return switch (server) {
					case NETTY -> new HandshakeWebSocketService(new ReactorNettyRequestUpgradeStrategy());
					case TOMCAT -> new HandshakeWebSocketService(new StandardWebSocketUpgradeStrategy());
					case JETTY -> null;
				};
			}

		};
	}

	/**
	 * Event loops of its own: those that all contexts share end with the first of them.
	 */
	@Bean
	ReactorResourceFactory resources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		return resources;
	}

	@Bean
	HandlerMapping sockets() {
		WebSocketHandler echo = (session) -> session
			.send(session.receive().map((message) -> session.textMessage(message.getPayloadAsText())));
		return new SimpleUrlHandlerMapping(Map.of("/socket", echo), -1);
	}

	@GetMapping("/mono")
	Mono<String> mono() {
		this.thread = Thread.currentThread().getName();
		return Mono.just("mono");
	}

	@GetMapping("/free/mono")
	Mono<String> free() {
		return mono();
	}

	@GetMapping(path = "/flux", produces = "text/plain")
	Flux<String> flux() {
		return Flux.just("a", "b").delayElements(Duration.ofMillis(1));
	}

	@GetMapping("/hold")
	Mono<String> hold() {
		Sinks.One<String> sink = Sinks.one();
		this.held.add(sink);
		return sink.asMono();
	}

	/**
	 * Its first event never comes.
	 */
	@GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	Flux<String> events() {
		return Flux.<String>never().takeUntilOther(this.streamsEnd.asMono());
	}

	@GetMapping(path = "/lines", produces = "application/x-ndjson")
	Flux<Map<String, String>> lines() {
		return Flux.<Map<String, String>>just(Map.of("a", "b"))
			.concatWith(Flux.never())
			.takeUntilOther(this.streamsEnd.asMono());
	}

	@GetMapping("/fails")
	Mono<String> fails() {
		return Mono.error(new IllegalStateException("handler"));
	}

	@GetMapping("/throws")
	Mono<String> throwsAtOnce() {
		throw new IllegalStateException("handler");
	}

	@GetMapping("/times-out")
	Mono<String> timesOut() {
		return Mono.<String>never().timeout(Duration.ofMillis(10));
	}

	@GetMapping(path = "/broken", produces = "text/plain")
	Flux<String> broken() {
		return Flux.just("one").concatWith(Flux.error(new IllegalStateException("body")));
	}

	/**
	 * Is full, by its length, before it is over, as the answer of a gateway is.
	 */
	@GetMapping("/full")
	Mono<Void> full(ServerHttpResponse response) {
		response.getHeaders().setContentLength(4);
		return response
			.writeAndFlushWith(Flux.just(Mono.just(DefaultDataBufferFactory.sharedInstance.wrap(new byte[4])))
				.concatWith(Flux.never()));
	}

	@GetMapping(path = "/pieces", produces = "application/octet-stream")
	Flux<DataBuffer> pieces() {
		return Flux.range(0, PIECES).map((i) -> DefaultDataBufferFactory.sharedInstance.wrap(new byte[PIECE]));
	}

	@GetMapping(path = "/piece", produces = "application/octet-stream")
	Mono<byte[]> piece() {
		return Mono.fromSupplier(() -> new byte[PIECES * PIECE]);
	}

	@PostMapping("/length")
	Mono<String> length(@RequestBody byte[] body) {
		return Mono.just(Integer.toString(body.length));
	}

	void endStreams() {
		this.streamsEnd.tryEmitEmpty();
		this.streamsEnd = Sinks.empty();
	}

	void letGo() {
		Sinks.One<String> sink = this.held.poll();
		if (sink != null) {
			sink.tryEmitValue("held");
		}
	}

}
