package dev.monitor.concurrency.reactive;

import java.util.List;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsConfigurationSource;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.server.ServerWebExchange;

/**
 * Lets pages of other origins read a rejection, its {@code Retry-After} too, where the
 * application would let them read its answer: the first source that knows the request
 * decides, and otherwise the mapping that has its handler. A request is never refused
 * here. Costs nothing without a foreign {@code Origin}. Thread-safe.
 */
public final class CorsHeaders {

	private static final Logger logger = LoggerFactory.getLogger(CorsHeaders.class);

	private final Supplier<List<CorsConfigurationSource>> sources;

	private final Supplier<List<HandlerMapping>> mappings;

	/**
	 * Create the headers.
	 * @param sources what the application says, asked for with each such rejection
	 * @param mappings its handlers, which may say more, in the order they are asked
	 */
	public CorsHeaders(Supplier<List<CorsConfigurationSource>> sources, Supplier<List<HandlerMapping>> mappings) {
		this.sources = sources;
		this.mappings = mappings;
	}

	/**
	 * Add the headers to a response.
	 * @param exchange the request and its response, not yet committed
	 * @return completes when that is done, or cannot be; {@code null} if it is at once,
	 * as for the many requests that come from no page of another origin
	 */
	@Nullable Mono<Void> add(ServerWebExchange exchange) {
		ServerHttpRequest request = exchange.getRequest();
		if (!request.getHeaders().containsHeader(HttpHeaders.ORIGIN)) {
			return null;
		}
		HttpHeaders response = exchange.getResponse().getHeaders();
		try {
			if (response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
				exposeRetryAfter(response);
			}
			else if (CorsUtils.isCorsRequest(request)) {
				CorsConfiguration configuration = configuration(exchange);
				if (configuration == null) {
					return askMappings(exchange);
				}
				allow(configuration, exchange, response);
			}
		}
		catch (RuntimeException | Error ex) {
			note(ex);
		}
		return null;
	}

	private static void note(Throwable failure) {
		logger.debug("CORS headers of a rejection could not be found", failure);
	}

	/**
	 * Have the mapping that has a handler write the headers, as it does for an answer.
	 * None tells its configuration in another way.
	 */
	private Mono<Void> askMappings(ServerWebExchange exchange) {
		UnreadExchange asked = new UnreadExchange(exchange);
		return Flux.fromIterable(this.mappings.get())
			.concatMap((mapping) -> mapping.getHandler(asked))
			.next()
			.doOnError(CorsHeaders::note)
			.onErrorComplete()
			.then(Mono.fromRunnable(() -> {
				HttpHeaders response = exchange.getResponse().getHeaders();
				if (response.containsHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN)) {
					exposeRetryAfter(response);
				}
			}));
	}

	private static void allow(CorsConfiguration configuration, ServerWebExchange exchange, HttpHeaders response) {
		response.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
		ServerHttpRequest request = exchange.getRequest();
		String origin = configuration.checkOrigin(request.getHeaders().getOrigin());
		if (origin == null || configuration.checkHttpMethod(request.getMethod()) == null) {
			return;
		}
		response.setAccessControlAllowOrigin(origin);
		if (Boolean.TRUE.equals(configuration.getAllowCredentials())) {
			response.setAccessControlAllowCredentials(true);
		}
		List<String> exposed = configuration.getExposedHeaders();
		if (exposed != null) {
			exposed.forEach((name) -> response.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, name));
		}
		exposeRetryAfter(response);
	}

	private @Nullable CorsConfiguration configuration(ServerWebExchange exchange) {
		for (CorsConfigurationSource source : this.sources.get()) {
			CorsConfiguration configuration = source.getCorsConfiguration(exchange);
			if (configuration != null) {
				return configuration;
			}
		}
		return null;
	}

	private static void exposeRetryAfter(HttpHeaders response) {
		if (response.getAccessControlExposeHeaders().stream().noneMatch(HttpHeaders.RETRY_AFTER::equalsIgnoreCase)) {
			response.add(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, HttpHeaders.RETRY_AFTER);
		}
	}

}
