package dev.monitor.concurrency.servlet;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.http.RequestsInFlight;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running {@link OrdersApplication}, and what it takes to fill it. There is one permit
 * and room for one waiter unless the test says otherwise. Rejections are 503 without
 * Spring Security and 429 with it, so that each server shows both.
 */
final class LimitedServer implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Container container;

	private final boolean secured;

	private final ConfigurableApplicationContext context;

	private LimitedServer(Container container, boolean secured, ConfigurableApplicationContext context) {
		this.container = container;
		this.secured = secured;
		this.context = context;
	}

	/**
	 * Start a server for many tests. It stops without ado: Tomcat keeps count of
	 * asynchronous requests and forgets some that failed, so its graceful shutdown would
	 * wait in vain.
	 */
	static LimitedServer start(Container container, boolean secured) {
		return start(container, secured, "30s", Shutdown.IMMEDIATE);
	}

	static LimitedServer start(Container container, boolean secured, String waitTime) {
		return start(container, secured, waitTime, Shutdown.GRACEFUL);
	}

	private static LimitedServer start(Container container, boolean secured, String waitTime, Shutdown shutdown) {
		String[] properties = { "server.shutdown=" + shutdown, "monitor.concurrency.max-requests=1",
				"monitor.concurrency.max-waiting=1", "monitor.concurrency.wait-time=" + waitTime,
				"monitor.concurrency.health-wait-time=200ms", "monitor.concurrency.health-recovery-time=200ms",
				"monitor.concurrency.exclude=/free/**", "monitor.warmup.enabled=false",
				"monitor.dependency.enabled=false", "management.metrics.use-global-registry=false",
				"spring.jmx.enabled=false", "server.http2.enabled=true", "server.error.include-message=always",
				"orders.secured=" + secured, "spring.security.user.name=user", "spring.security.user.password=secret",
				"monitor.concurrency.reject.status=" + (secured ? 429 : 503) };
		return new LimitedServer(container, secured,
				secured ? container.startSecured(OrdersApplication.class, properties)
						: container.start(OrdersApplication.class, properties));
	}

	/**
	 * Start another one like this, whose waiters have less or more patience.
	 */
	LimitedServer another(String waitTime) {
		return start(this.container, this.secured, waitTime);
	}

	Container container() {
		return this.container;
	}

	int rejectStatus() {
		return this.secured ? 429 : 503;
	}

	/**
	 * Whether this server closes a connection after a rejection, as Tomcat does after a
	 * 503.
	 */
	boolean rejectionCloses() {
		return this.container.isTomcat() && rejectStatus() == 503;
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	ConcurrencyLimiter limiter() {
		return this.context.getBean(ConcurrencyLimit.class).limiter();
	}

	RequestsInFlight inFlight() {
		return this.context.getBean(RequestsInFlight.class);
	}

	OrdersApplication.Orders orders() {
		return this.context.getBean(OrdersApplication.Orders.class);
	}

	SlowOrders slowOrders() {
		return this.context.getBean(SlowOrders.class);
	}

	CountingFilter arrivals() {
		return counting("arrivals");
	}

	CountingFilter served() {
		return counting("served");
	}

	private CountingFilter counting(String name) {
		FilterRegistrationBean<?> registration = this.context.getBean(name, FilterRegistrationBean.class);
		return (CountingFilter) Objects.requireNonNull(registration.getFilter());
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	void limit(int maxRequests, int maxWaiting) {
		limiter().resize(maxRequests, maxWaiting);
	}

	RawConnection connect() throws IOException {
		return new RawConnection(port());
	}

	CompletableFuture<HttpResponse<String>> get(String path) {
		return send(request(path));
	}

	/**
	 * Start a request that carries a CSRF token, in case that one is asked for.
	 */
	HttpRequest.Builder request(String path) {
		return HttpRequest.newBuilder(uri(path)).header("Cookie", "XSRF-TOKEN=token").header("X-XSRF-TOKEN", "token");
	}

	CompletableFuture<HttpResponse<String>> post(String path, String body) {
		return send(request(path).POST(BodyPublishers.ofString(body)));
	}

	CompletableFuture<HttpResponse<String>> send(HttpRequest.Builder request) {
		return CLIENT.sendAsync(request.build(), BodyHandlers.ofString());
	}

	static ConditionFactory await() {
		return Awaitility.with().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5)).await();
	}

	/**
	 * Take a permit until {@link #letGo()}.
	 */
	CompletableFuture<HttpResponse<String>> hold() {
		CompletableFuture<HttpResponse<String>> held = get("/hold");
		awaitHeld();
		return held;
	}

	void awaitHeld() {
		await().until(() -> orders().holding.tryAcquire());
	}

	void awaitWaiting(int count) {
		await().until(() -> limiter().waiting() == count);
	}

	void letGo() {
		orders().letGo.release();
	}

	/**
	 * Start a request that has to wait, as the only one.
	 */
	CompletableFuture<HttpResponse<String>> waiting(String path) {
		CompletableFuture<HttpResponse<String>> response = get(path);
		awaitWaiting(1);
		return response;
	}

	/**
	 * Wait until nothing goes on, check that nothing is left of what went on, and start
	 * over with one permit and one waiter.
	 */
	void assertQuiet() {
		try {
			await().untilAsserted(() -> {
				assertThat(arrivals().inside()).as("requests").isZero();
				assertThat(served().inside()).as("requests with a permit").isZero();
				assertThat(limiter().active()).as("active").isZero();
				assertThat(limiter().waiting()).as("waiting").isZero();
				assertThat(inFlight().section().rows()).as("in flight").isEmpty();
			});
		}
		finally {
			startOver();
		}
	}

	/**
	 * Do the same, and check that there were never more requests in service than this.
	 */
	void assertQuietFor(int highestLimit) {
		int most = served().mostInside();
		assertQuiet();
		assertThat(most).isBetween(1, highestLimit);
	}

	private void startOver() {
		orders().letGo.release(1000);
		slowOrders().emitters.forEach(SseEmitter::complete);
		slowOrders().deferred.forEach((result) -> result.setResult("late"));
		slowOrders().futures.forEach((future) -> future.complete("late"));
		try {
			await().until(() -> arrivals().inside() == 0);
		}
		finally {
			orders().letGo.drainPermits();
			orders().holding.drainPermits();
			slowOrders().emitters.clear();
			slowOrders().deferred.clear();
			slowOrders().futures.clear();
			limit(1, 1);
			served().mostInside();
		}
	}

	@Override
	public void close() {
		this.context.close();
	}

	@Override
	public String toString() {
		return this.container + (this.secured ? ", secured" : "");
	}

}
