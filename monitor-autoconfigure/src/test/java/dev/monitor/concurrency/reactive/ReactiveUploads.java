package dev.monitor.concurrency.reactive;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.annotation.Bean;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.MediaType;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.bind.annotation.CrossOrigin;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.reactive.config.CorsRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.server.ServerWebExchange;

/**
 * Reads bodies in every way there is, and shares some paths with pages of another origin.
 */
@RestController
class ReactiveUploads implements WebFluxConfigurer {

	static final String SHOP = "https://shop.example";

	final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();

	@Bean
	static UrlBasedCorsConfigurationSource sharedSource() {
		CorsConfiguration configuration = new CorsConfiguration();
		configuration.addAllowedOrigin(SHOP);
		configuration.addAllowedMethod("GET");
		UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
		source.registerCorsConfiguration("/sourced/**", configuration);
		return source;
	}

	@Override
	public void addCorsMappings(CorsRegistry registry) {
		registry.addMapping("/mapped/**").allowedOrigins(SHOP).allowCredentials(true).exposedHeaders("X-Page");
	}

	@GetMapping({ "/mapped/orders", "/sourced/orders" })
	Mono<String> shared() {
		return Mono.just("shared");
	}

	@CrossOrigin(SHOP)
	@PostMapping(path = "/annotated", params = "!never")
	Mono<String> annotated() {
		return Mono.just("annotated");
	}

	@PostMapping({ "/stream", "/free/stream" })
	Mono<String> stream(ServerHttpRequest request) {
		return count(request.getBody());
	}

	@PostMapping("/forgiving")
	Mono<String> forgiving(ServerHttpRequest request) {
		return count(request.getBody()).onErrorReturn("forgiven");
	}

	@PostMapping("/form")
	Mono<String> form(ServerWebExchange exchange) {
		return exchange.getFormData().map((form) -> "read " + form.getFirst("a"));
	}

	@PostMapping("/parts")
	Mono<String> parts(ServerWebExchange exchange) {
		return exchange.getMultipartData().map((parts) -> "read " + parts.size());
	}

	/**
	 * Takes longer than the grace to read what has long been there.
	 */
	@PostMapping("/leisurely")
	Mono<String> leisurely(ServerHttpRequest request) {
		return count(request.getBody().concatMap((piece) -> Mono.just(piece).delayElement(Duration.ofMillis(500)), 1));
	}

	/**
	 * Answers without its body, which comes as it likes.
	 */
	@PostMapping("/unread")
	Mono<String> unread() {
		return Mono.delay(Duration.ofMillis(600)).thenReturn("unread");
	}

	/**
	 * Reads the body for nobody but itself.
	 */
	@PostMapping("/detached")
	Mono<String> detached(ServerHttpRequest request) {
		count(request.getBody()).subscribe((count) -> {
		}, this.failures::add);
		return Mono.never();
	}

	/**
	 * Echoes each piece of a body as it comes.
	 */
	@PostMapping(path = "/echo", produces = MediaType.APPLICATION_NDJSON_VALUE)
	Mono<Void> echo(ServerWebExchange exchange) {
		exchange.getResponse().getHeaders().setContentType(MediaType.APPLICATION_NDJSON);
		return exchange.getResponse().writeAndFlushWith(exchange.getRequest().getBody().map(Mono::just));
	}

	/**
	 * Has begun to answer when the body turns out to be slow.
	 */
	@PostMapping(path = "/begun")
	Mono<Void> begun(ServerWebExchange exchange) {
		return exchange.getResponse().writeAndFlushWith(exchange.getRequest().getBody().map(Mono::just));
	}

	private static Mono<String> count(Flux<DataBuffer> body) {
		return body.map((piece) -> {
			int count = piece.readableByteCount();
			DataBufferUtils.release(piece);
			return count;
		}).reduce(0, Integer::sum).map((count) -> "read " + count);
	}

}
