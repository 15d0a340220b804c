package dev.monitor.http.reactive;

import java.util.function.Supplier;

import dev.monitor.http.RequestInFlight;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.servlet.FilterOrder;
import dev.monitor.http.servlet.InFlightFilter;
import reactor.core.publisher.Mono;

import org.springframework.util.ClassUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that keeps {@link RequestsInFlight} up to date, and puts each
 * {@link RequestInFlight} into the context of what serves it. A request that waits for a
 * permit has an attribute named as the class {@code QueuedRequest}, of any value.
 */
public final class InFlightWebFilter extends ContextWebFilter {

	private static final String ATTRIBUTE = InFlightWebFilter.class.getName() + ".REQUEST";

	private static final boolean SERVLET = ClassUtils.isPresent("jakarta.servlet.http.HttpServletRequest",
			InFlightWebFilter.class.getClassLoader());

	private final RequestsInFlight requests;

	/**
	 * Create the filter.
	 * @param requests where to add requests, and remove them
	 */
	public InFlightWebFilter(RequestsInFlight requests) {
		super(FilterOrder.IN_FLIGHT.value());
		this.requests = requests;
	}

	/**
	 * Serve a request on the calling thread, so that it is shown with this thread, and
	 * not to itself.
	 * @param <T> the type of the result
	 * @param exchange the request
	 * @param work serves it
	 * @return the result
	 */
	public static <T> T serve(ServerWebExchange exchange, Supplier<T> work) {
		return (exchange.getAttributes().get(ATTRIBUTE) instanceof ReactiveRequestInFlight entry) ? entry.serve(work)
				: work.get();
	}

	@Override
	protected Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		ReactiveRequestInFlight entry = new ReactiveRequestInFlight(exchange);
		exchange.getAttributes().put(ATTRIBUTE, entry);
		this.requests.begin(entry);
		Object original = SERVLET ? NativeRequest.of(exchange.getRequest()) : null;
		if (original != null) {
			InFlightFilter.keepEnd(original, () -> this.requests.end(entry));
		}
		return chain.filter(exchange)
			.contextWrite((context) -> context.put(RequestInFlight.class, entry))
			.doFinally((signal) -> this.requests.end(entry));
	}

}
