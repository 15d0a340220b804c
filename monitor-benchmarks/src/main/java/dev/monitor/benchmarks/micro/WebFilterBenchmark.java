package dev.monitor.benchmarks.micro;

import java.lang.reflect.Proxy;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.DeadlineHeader;
import dev.monitor.concurrency.LimitBounds;
import dev.monitor.concurrency.LimitSettings;
import dev.monitor.concurrency.MaxWaiting;
import dev.monitor.concurrency.Mode;
import dev.monitor.concurrency.QueueOrder;
import dev.monitor.concurrency.RejectionAnswers;
import dev.monitor.concurrency.RetryAfter;
import dev.monitor.concurrency.Streaming;
import dev.monitor.concurrency.reactive.ConcurrencyLimitWebFilter;
import dev.monitor.concurrency.reactive.CorsHeaders;
import dev.monitor.concurrency.reactive.Exclusions;
import dev.monitor.concurrency.reactive.Rejections;
import dev.monitor.http.Paths;
import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.reactor.bulkhead.operator.BulkheadOperator;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.context.ApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpCookie;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.AbstractServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.SslInfo;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebExchangeDecorator;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;

/**
 * The filter of reactive applications around a chain that completes at once, and that of
 * a peer.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class WebFilterBenchmark {

	private static final int PERMITS = 100;

	private final ApplicationContext application = new StaticApplicationContext();

	private final ServerWebExchange exchange = new Exchange(new Request(), this.application);

	private final WebFilterChain chain = (exchange) -> Mono.empty();

	private final WebFilter monitor = limit(this.application);

	private final WebFilter resilience4j = bulkhead();

	@Benchmark
	public void monitor() {
		this.monitor.filter(this.exchange, this.chain).subscribe();
	}

	@Benchmark
	public void resilience4j() {
		this.resilience4j.filter(this.exchange, this.chain).subscribe();
	}

	@Benchmark
	public void nothing() {
		this.chain.filter(this.exchange).subscribe();
	}

	private static WebFilter limit(ApplicationContext application) {
		ConcurrencyLimit limit = new ConcurrencyLimit(
				new LimitSettings(Mode.ENFORCE, Algorithm.FIXED, new LimitBounds(PERMITS, 1, PERMITS),
						new MaxWaiting(50, null), Duration.ofSeconds(1), QueueOrder.FIFO),
				Clock.systemUTC(), System::nanoTime);
		RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(32), System::nanoTime,
				ThreadLocalRandom::current);
		ConcurrencyLimitWebFilter filter = new ConcurrencyLimitWebFilter(
				new Exclusions(new Paths(List.of("/actuator/**"))::contain, null),
				new AdmissionRules(limit, new DeadlineHeader(null)),
				new Rejections(new RejectionAnswers(503, retryAfter), new CorsHeaders(List::of, List::of)),
				Streaming.RELEASE, List.of(), (request, name, value) -> false);
		filter.setApplicationContext(application);
		return filter;
	}

	private static WebFilter bulkhead() {
		Bulkhead bulkhead = Bulkhead.of("requests",
				BulkheadConfig.custom().maxConcurrentCalls(PERMITS).maxWaitDuration(Duration.ZERO).build());
		return (exchange, chain) -> chain.filter(exchange).transformDeferred(BulkheadOperator.of(bulkhead));
	}

	private static <T> T stub(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> null));
	}

	private static final class Exchange extends ServerWebExchangeDecorator {

		private final Map<String, Object> attributes = new HashMap<>();

		private final ServerHttpRequest request;

		private final ServerHttpResponse response = stub(ServerHttpResponse.class);

		private final ApplicationContext application;

		Exchange(ServerHttpRequest request, ApplicationContext application) {
			super(stub(ServerWebExchange.class));
			this.request = request;
			this.application = application;
		}

		@Override
		public ServerHttpRequest getRequest() {
			return this.request;
		}

		@Override
		public ServerHttpResponse getResponse() {
			return this.response;
		}

		@Override
		public Map<String, Object> getAttributes() {
			return this.attributes;
		}

		@Override
		public ApplicationContext getApplicationContext() {
			return this.application;
		}

	}

	private static final class Request extends AbstractServerHttpRequest {

		Request() {
			super(HttpMethod.GET, URI.create("/api/orders/4711"), null, new HttpHeaders());
		}

		@Override
		protected MultiValueMap<String, HttpCookie> initCookies() {
			return new LinkedMultiValueMap<>();
		}

		@Override
		protected @Nullable SslInfo initSslInfo() {
			return null;
		}

		@Override
		public Flux<DataBuffer> getBody() {
			return Flux.empty();
		}

		@Override
		@SuppressWarnings({ "TypeParameterUnusedInFormals", "unchecked" }) // as Spring
																			// declares it
		public <T> T getNativeRequest() {
			return (T) this;
		}

	}

}
