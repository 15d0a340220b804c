package dev.monitor.concurrency.reactive;

import java.util.List;
import java.util.Objects;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Permit;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.SlowBody;
import dev.monitor.concurrency.Streaming;
import dev.monitor.http.reactive.ContextWebFilter;
import dev.monitor.http.reactive.NativeRequest;
import dev.monitor.http.reactive.ReactiveHttpResponse;
import dev.monitor.http.reactive.RequestAttributes;
import dev.monitor.http.servlet.FilterOrder;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Mono;

import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * {@link WebFilter} that takes a permit for each request and gives it back exactly once,
 * when the response is complete or the client has left; a stream gives its permit back
 * when its handler has returned. A request that gets no permit is rejected and goes no
 * further; one whose body came too slowly ends with 408.
 * <p>
 * A request that waits holds no thread. It goes on where its server says, never on the
 * thread of the request whose permit it gets.
 */
public final class ConcurrencyLimitWebFilter extends ContextWebFilter {

	private static final Object UNKNOWN = new Object();

	private static final long TICK_MILLIS = 5;

	private static final ReactiveServer ANY = new ElasticServer();

	private final Exclusions exclusions;

	private final Rejections rejections;

	private final boolean releaseStreams;

	private final List<ReactiveServer> servers;

	private final RequestAttributes attributes;

	private final AdmissionRules rules;

	private final OverdueTimer timer;

	/**
	 * Create the filter.
	 * @param exclusions requests that pass without a permit
	 * @param rules how the others ask for one
	 * @param rejections what requests that get none are answered
	 * @param streaming how long streams hold their permits
	 * @param servers the web servers that there may be; the first that supports a request
	 * is asked
	 * @param attributes what is kept with the servers' own requests
	 */
	public ConcurrencyLimitWebFilter(Exclusions exclusions, AdmissionRules rules, Rejections rejections,
			Streaming streaming, List<ReactiveServer> servers, RequestAttributes attributes) {
		super(FilterOrder.CONCURRENCY.value());
		this.exclusions = exclusions;
		this.rules = rules;
		this.rejections = rejections;
		this.releaseStreams = streaming == Streaming.RELEASE;
		this.servers = List.copyOf(servers);
		this.attributes = attributes;
		ConcurrencyLimit limit = rules.limit();
		this.timer = new OverdueTimer(TICK_MILLIS, () -> limit.limiter().waiting() > 0, limit::dismissOverdue);
	}

	@Override
	protected Mono<Void> filterOwn(ServerWebExchange exchange, WebFilterChain chain) {
		if (this.exclusions.contain(exchange.getRequest())) {
			return chain.filter(exchange);
		}
		return new Mono<>() {

			@Override
			public void subscribe(CoreSubscriber<? super Void> actual) {
				limit(exchange, chain, actual);
			}

		};
	}

	private void limit(ServerWebExchange exchange, WebFilterChain chain, CoreSubscriber<? super Void> actual) {
		ServerHttpRequest request = exchange.getRequest();
		Object own = Objects.requireNonNullElse(NativeRequest.of(request), UNKNOWN);
		ReactiveServer server = server(own);
		Priority priority = PrioritizedRequest.priority(request, this.rules.priorities(), own, this.attributes);
		LimitedRequest limited = new LimitedRequest(actual, exchange.getAttributes(), own, server,
				new Serving(exchange, chain, own, priority, actual));
		actual.onSubscribe(limited);
		try {
			long nanosLeft = this.rules.deadline().nanosLeft(request.getHeaders()::getFirst);
			if (limited.enter(this.rules.limit(), priority, nanosLeft)) {
				this.timer.start();
			}
		}
		catch (Throwable ex) {
			// without memory or threads: no permit and no place in the queue may stay
			// behind
			limited.cancel();
			throw ex;
		}
	}

	private ReactiveServer server(Object request) {
		for (ReactiveServer server : this.servers) {
			if (server.supports(request)) {
				return server;
			}
		}
		return ANY;
	}

	/**
	 * What is done with one request once it is decided.
	 */
	private final class Serving implements LimitedRequest.Work {

		private final ServerWebExchange exchange;

		private final WebFilterChain chain;

		private final Object request;

		private final @Nullable Priority priority;

		private final CoreSubscriber<?> actual;

		Serving(ServerWebExchange exchange, WebFilterChain chain, Object request, @Nullable Priority priority,
				CoreSubscriber<?> actual) {
			this.exchange = exchange;
			this.chain = chain;
			this.request = request;
			this.priority = priority;
			this.actual = actual;
		}

		@Override
		public Publisher<Void> serve(Permit permit) {
			PacedRequest body = PacedRequest.find(this.actual.currentContext());
			if (body == null) {
				return this.chain.filter(withPermit(permit::release));
			}
			ServerWebExchange limited = withPermit(() -> {
				permit.release();
				body.unwatch();
			});
			ReactiveServer server = server(this.request);
			return body.watch(this.chain.filter(limited), server.executor(this.request), (slow) -> {
				permit.release();
				server.abandonBody(this.request);
				return answer(slow);
			});
		}

		private ServerWebExchange withPermit(Runnable streams) {
			return ConcurrencyLimitWebFilter.this.releaseStreams ? new LimitedExchange(this.exchange, streams)
					: this.exchange;
		}

		/**
		 * Answer a request of which the body was too slow. A response that has begun is
		 * cut off.
		 */
		private Mono<Void> answer(Throwable slow) {
			ServerHttpResponse response = this.exchange.getResponse();
			return response.isCommitted() ? Mono.error(slow)
					: ReactiveHttpResponse.write(SlowBody.ANSWER, this.exchange.getRequest(), response);
		}

		@Override
		public Publisher<Void> reject(Admission reason) {
			return ConcurrencyLimitWebFilter.this.rejections.write(reason, this.priority, this.exchange);
		}

	}

}
