package dev.monitor.http.reactive;

import java.time.Clock;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.gate.SwitchGate;
import dev.monitor.http.RequestInFlight;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A reactive application with a handler that answers, one that waits until it is told to,
 * and one for everything.
 */
@Configuration(proxyBeanMethods = false)
class ReactiveApplication {

	@Bean
	SwitchGate mine() {
		return SwitchGate.opened("mine", Clock.systemUTC());
	}

	@Bean
	Handlers handlers() {
		return new Handlers();
	}

	@Bean
	RouterFunction<ServerResponse> routes(Handlers handlers) {
		return RouterFunctions.route()
			.GET("/orders/{id}", (request) -> handlers.order())
			.GET("/slow/{id}", (request) -> handlers.slow())
			.build();
	}

	static final class Handlers {

		final AtomicInteger orders = new AtomicInteger();

		final Queue<RequestInFlight> slow = new ConcurrentLinkedQueue<>();

		final Sinks.Empty<Void> released = Sinks.empty();

		Mono<ServerResponse> order() {
			this.orders.incrementAndGet();
			return ServerResponse.ok().bodyValue("order");
		}

		Mono<ServerResponse> slow() {
			return Mono.deferContextual((context) -> {
				this.slow.add(context.get(RequestInFlight.class));
				return this.released.asMono().then(ServerResponse.ok().bodyValue("slow"));
			});
		}

	}

}
