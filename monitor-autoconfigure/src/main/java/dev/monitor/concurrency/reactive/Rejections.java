package dev.monitor.concurrency.reactive;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.reactive.ReactiveHttpResponse;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Writes what requests are answered that get no permit. Thread-safe.
 *
 * @param answers the answers
 * @param cors what lets pages of other origins read them
 */
public record Rejections(RejectionAnswers answers, CorsHeaders cors) {

	Mono<Void> write(Admission reason, @Nullable Priority priority, ServerWebExchange exchange) {
		HttpResponse answer = this.answers.next(reason, priority);
		Mono<Void> headers = this.cors.add(exchange);
		return (headers == null) ? write(answer, exchange) : headers.then(Mono.defer(() -> write(answer, exchange)));
	}

	private static Mono<Void> write(HttpResponse answer, ServerWebExchange exchange) {
		return ReactiveHttpResponse.write(answer, exchange.getRequest(), exchange.getResponse());
	}

}
