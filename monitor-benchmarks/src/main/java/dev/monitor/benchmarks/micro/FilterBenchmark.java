package dev.monitor.benchmarks.micro;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import dev.monitor.concurrency.AdmissionRules;
import dev.monitor.concurrency.Algorithm;
import dev.monitor.concurrency.AsynchronousHold;
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
import dev.monitor.concurrency.Suspended;
import dev.monitor.concurrency.servlet.ConcurrencyLimitFilter;
import dev.monitor.concurrency.servlet.Exclusions;
import dev.monitor.concurrency.servlet.Rejections;
import dev.monitor.http.Paths;
import dev.monitor.http.RequestInFlight;
import dev.monitor.http.RequestsInFlight;
import dev.monitor.http.servlet.InFlightFilter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * The whole filter around a chain that does nothing, as Boot sets it up with an actuator
 * on the same port, and that of the requests in flight, with 400 others.
 */
@State(Scope.Benchmark)
@BenchmarkMode(org.openjdk.jmh.annotations.Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class FilterBenchmark {

	private final HttpServletRequest request = new Request();

	private final HttpServletResponse response = stub(HttpServletResponse.class);

	private final Filter filter = filter();

	private final Filter inFlight = inFlight(400);

	@SuppressWarnings("NullAway.Init")
	private FilterChain chain;

	@Setup
	public void setUp(Blackhole blackhole) {
		this.chain = (request, response) -> blackhole.consume(request);
	}

	@Benchmark
	public void monitor() throws IOException, ServletException {
		this.filter.doFilter(this.request, this.response, this.chain);
	}

	@Benchmark
	public void inFlight() throws IOException, ServletException {
		this.inFlight.doFilter(this.request, this.response, this.chain);
	}

	@Benchmark
	public void nothing() throws IOException, ServletException {
		this.chain.doFilter(this.request, this.response);
	}

	private static Filter filter() {
		ConcurrencyLimit limit = new ConcurrencyLimit(new LimitSettings(Mode.ENFORCE, Algorithm.FIXED,
				new LimitBounds(100, 1, 100), new MaxWaiting(50, null), Duration.ofSeconds(1), QueueOrder.FIFO),
				Clock.systemUTC(), System::nanoTime);
		RetryAfter retryAfter = new RetryAfter(Duration.ofSeconds(1), Duration.ofSeconds(32), System::nanoTime,
				ThreadLocalRandom::current);
		return new ConcurrencyLimitFilter(new Exclusions(new Paths(List.of("/actuator/**"))::contain, null),
				new AdmissionRules(limit, new DeadlineHeader(null)),
				new Rejections(new RejectionAnswers(503, retryAfter), (request, response) -> {
				}), new AsynchronousHold(Streaming.RELEASE, Suspended.HOLD), false);
	}

	private static Filter inFlight(int others) {
		RequestsInFlight requests = new RequestsInFlight(System::nanoTime);
		for (int i = 0; i < others; i++) {
			requests.begin(new Other());
		}
		return new InFlightFilter(requests);
	}

	private static <T> T stub(Class<T> type) {
		return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] { type },
				(proxy, method, arguments) -> null));
	}

	private static final class Other extends RequestInFlight {

		Other() {
			super(System.nanoTime());
		}

		@Override
		protected String method() {
			return "GET";
		}

		@Override
		protected String route() {
			return "/api/orders/{id}";
		}

		@Override
		protected String path() {
			return "/api/orders/4711";
		}

	}

	private static final class Request extends HttpServletRequestWrapper {

		Request() {
			super(stub(HttpServletRequest.class));
		}

		@Override
		public @Nullable Object getAttribute(String name) {
			return null;
		}

		@Override
		public String getMethod() {
			return "GET";
		}

		@Override
		public DispatcherType getDispatcherType() {
			return DispatcherType.REQUEST;
		}

		@Override
		public String getContextPath() {
			return "";
		}

		@Override
		public String getServletPath() {
			return "/api/orders/4711";
		}

		@Override
		public @Nullable String getPathInfo() {
			return null;
		}

		@Override
		public String getRequestURI() {
			return "/api/orders/4711";
		}

		@Override
		public boolean isAsyncStarted() {
			return false;
		}

	}

}
