package dev.monitor.http.reactive;

import java.time.Duration;
import java.util.function.Consumer;

import dev.monitor.http.Answer;
import dev.monitor.http.HttpResponse;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;

/**
 * Waits for an {@link Answer} that another thread gives, without a thread.
 */
public final class ReactiveAnswer {

	private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

	private static final HttpResponse TOO_LATE = HttpResponse.of(503);

	private ReactiveAnswer() {
	}

	/**
	 * Have a request answered, and write the answer; 503 if there is none within 10 s.
	 * @param exchange the request and its response
	 * @param responder takes what accepts the answer; does not wait
	 * @return completes when the response has been written
	 */
	public static Mono<Void> write(ServerWebExchange exchange, Consumer<Answer> responder) {
		return Mono.<HttpResponse>create((sink) -> responder.accept(sink::success))
			.timeout(TIME_TO_ANSWER, Mono.just(TOO_LATE))
			.flatMap((answer) -> ReactiveHttpResponse.write(answer, exchange.getRequest(), exchange.getResponse()));
	}

}
