package dev.monitor.access.reactive;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

import dev.monitor.http.RequestMark;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import org.slf4j.MDC;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.http.client.ReactorResourceFactory;
import org.springframework.http.server.reactive.observation.ServerRequestObservationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Reactive application that traces its requests.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@RestController
public class TracedApp {

	/**
	 * Does what a tracer does: its ids are in the MDC as long as the observation's scope
	 * is open.
	 */
	@Bean
	ObservationHandler<ServerRequestObservationContext> tracer() {
		return new ObservationHandler<>() {

			@Override
			public void onScopeOpened(ServerRequestObservationContext context) {
				MDC.put("traceId", "0af7651916cd43dd8448eb211c80319c");
				MDC.put("spanId", "b7ad6b7169203331");
			}

			@Override
			public void onScopeClosed(ServerRequestObservationContext context) {
				MDC.clear();
			}

			@Override
			public boolean supportsContext(Observation.Context context) {
				return context instanceof ServerRequestObservationContext;
			}

		};
	}

	@Bean
	RequestMark requestMark() {
		return RequestMark.random(true);
	}

	@Bean
	ReactorResourceFactory resources() {
		ReactorResourceFactory resources = new ReactorResourceFactory();
		resources.setUseGlobalResources(false);
		return resources;
	}

	@GetMapping("/hello")
	Mono<String> hello() {
		return Mono.just("hello");
	}

	@GetMapping(path = "/parts", produces = "text/plain")
	Flux<String> parts() {
		return Flux.just("one", "two", "three").delayElements(Duration.ofMillis(1));
	}

	@GetMapping("/later")
	Mono<ResponseEntity<String>> later() {
		return Mono.delay(Duration.ofMillis(20)).map((tick) -> ResponseEntity.accepted().body("later"));
	}

	@GetMapping("/file")
	Resource file() {
		return new ClassPathResource("application.properties", TracedApp.class.getClassLoader());
	}

	@GetMapping("/memory")
	Resource memory() {
		return new ByteArrayResource("memory".getBytes(StandardCharsets.UTF_8));
	}

	@GetMapping("/nothing")
	Mono<ResponseEntity<Void>> nothing() {
		return Mono.just(ResponseEntity.noContent().build());
	}

	@GetMapping("/fails")
	Mono<String> fails() {
		return Mono.error(new IllegalStateException("failed"));
	}

	@PostMapping("/length")
	Mono<String> length(@RequestBody byte[] body) {
		return Mono.just(Integer.toString(body.length));
	}

}
