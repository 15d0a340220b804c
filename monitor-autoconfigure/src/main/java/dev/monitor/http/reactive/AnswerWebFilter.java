package dev.monitor.http.reactive;

import java.util.Map;
import java.util.function.Function;

import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that answers the requests for some paths at once, and lets all others
 * go on.
 */
public class AnswerWebFilter extends ContextWebFilter {

	private final Map<String, Function<HttpRequest, HttpResponse>> answers;

	/**
	 * Create the filter.
	 * @param answers what answers each path below that of the application, from memory,
	 * on an event loop
	 * @param order its place, lower ones first
	 */
	public AnswerWebFilter(Map<String, Function<HttpRequest, HttpResponse>> answers, int order) {
		super(order);
		this.answers = Map.copyOf(answers);
	}

	@Override
	protected final Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		ServerHttpRequest request = exchange.getRequest();
		Function<HttpRequest, HttpResponse> answer = this.answers.get(ReactivePaths.of(request));
		return (answer != null) ? ReactiveHttpResponse.write(answer.apply(new ReactiveHttpRequest(request)), request,
				exchange.getResponse()) : chain.filter(exchange);
	}

}
