package dev.monitor.scrape.reactive;

import java.util.function.BiConsumer;
import java.util.function.Supplier;

import dev.monitor.http.Answer;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.reactive.ContextWebFilter;
import dev.monitor.http.reactive.ReactiveAnswer;
import dev.monitor.http.reactive.ReactiveHttpRequest;
import dev.monitor.http.reactive.ReactivePaths;
import dev.monitor.http.servlet.FilterOrder;
import reactor.core.publisher.Mono;

import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that answers the requests for metrics itself, before Spring Security:
 * those that are refused, and those that are served. No request for them reaches the
 * endpoint.
 */
public class ScrapeWebFilter extends ContextWebFilter {

	private final Supplier<String> path;

	private final BiConsumer<HttpRequest, Answer> responder;

	/**
	 * Create the filter.
	 * @param path gives the path of the metrics below that of the application, empty if
	 * they are not served; asked for each request
	 * @param responder answers without waiting
	 */
	public ScrapeWebFilter(Supplier<String> path, BiConsumer<HttpRequest, Answer> responder) {
		super(FilterOrder.SCRAPE.value());
		this.path = path;
		this.responder = responder;
	}

	@Override
	protected final Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		String served = this.path.get();
		if (served.isEmpty() || !served.equals(ReactivePaths.of(exchange.getRequest()))) {
			return chain.filter(exchange);
		}
		HttpRequest request = new ReactiveHttpRequest(exchange.getRequest());
		return ReactiveAnswer.write(exchange, (answer) -> this.responder.accept(request, answer));
	}

}
