package dev.monitor.http.reactive;

import java.util.function.Supplier;

import dev.monitor.http.QueuedRequest;
import dev.monitor.http.RequestInFlight;
import dev.monitor.secret.SecretParameters;
import org.jspecify.annotations.Nullable;

import org.springframework.web.server.ServerWebExchange;

/**
 * {@link RequestInFlight} of a reactive server. It has a thread only while one of
 * Monitor's answers it.
 */
final class ReactiveRequestInFlight extends RequestInFlight {

	/**
	 * Where Spring WebFlux notes the pattern that a request has matched.
	 */
	private static final String PATTERN = "org.springframework.web.reactive.HandlerMapping.bestMatchingPattern";

	private static final String QUEUED = QueuedRequest.class.getName();

	private final ServerWebExchange exchange;

	ReactiveRequestInFlight(ServerWebExchange exchange) {
		super(System.nanoTime());
		this.exchange = exchange;
		leave();
	}

	@Override
	protected String method() {
		return this.exchange.getRequest().getMethod().name();
	}

	@Override
	protected String route() {
		String pattern = pattern();
		return (pattern != null) ? pattern : SecretParameters.redactPath(this.exchange.getRequest().getPath().value());
	}

	@Override
	protected String path() {
		return ReactivePaths.of(this.exchange.getRequest());
	}

	@Override
	protected @Nullable String pattern() {
		Object pattern = this.exchange.getAttributes().get(PATTERN);
		return (pattern != null) ? pattern.toString() : null;
	}

	@Override
	protected boolean isQueued() {
		return this.exchange.getAttributes().containsKey(QUEUED);
	}

	<T> T serve(Supplier<T> work) {
		enter();
		try {
			return work.get();
		}
		finally {
			leave();
		}
	}

}
