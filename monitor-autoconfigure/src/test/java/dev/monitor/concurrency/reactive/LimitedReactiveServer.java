package dev.monitor.concurrency.reactive;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import dev.monitor.concurrency.servlet.RawConnection;
import dev.monitor.logging.EventLines;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A running {@link ReactiveOrders}, and what it takes to fill it. There is one permit and
 * room for one waiter unless the test says otherwise.
 */
final class LimitedReactiveServer implements AutoCloseable {

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private static final HttpClient CLIENT_2 = HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build();

	private final ReactiveContainer container;

	private final ConfigurableApplicationContext context;

	private EventLines events;

	LimitedReactiveServer(ReactiveContainer container) {
		this(container, new String[0]);
	}

	LimitedReactiveServer(ReactiveContainer container, String... properties) {
		this.container = container;
		Map<String, String> all = new LinkedHashMap<>(Map.of("monitor.concurrency.max-requests", "1",
				"monitor.concurrency.max-waiting", "1", "monitor.concurrency.wait-time", "30s",
				"monitor.concurrency.exclude", "/free/**", "monitor.concurrency.deadline-header", "X-Left",
				"monitor.concurrency.slow-body.grace", "300ms", "orders.server", container.name()));
		for (String property : properties) {
			int equals = property.indexOf('=');
			all.put(property.substring(0, equals), property.substring(equals + 1));
		}
		this.context = container.start(ReactiveOrders.class,
				all.entrySet().stream().map(Object::toString).toArray(String[]::new));
		this.events = new EventLines("http");
	}

	ReactiveContainer container() {
		return this.container;
	}

	ConfigurableApplicationContext context() {
		return this.context;
	}

	ConcurrencyLimit limit() {
		return this.context.getBean(ConcurrencyLimit.class);
	}

	ConcurrencyLimiter limiter() {
		return limit().limiter();
	}

	ReactiveOrders orders() {
		return this.context.getBean(ReactiveOrders.class);
	}

	int port() {
		return this.context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
	}

	URI uri(String path) {
		return URI.create("http://127.0.0.1:" + port() + path);
	}

	RawConnection connect() throws IOException {
		return new RawConnection(port());
	}

	CompletableFuture<HttpResponse<String>> get(String path, String... headers) {
		return CLIENT.sendAsync(request(path, headers).build(), BodyHandlers.ofString());
	}

	CompletableFuture<HttpResponse<String>> get2(String path) {
		return CLIENT_2.sendAsync(request(path).build(), BodyHandlers.ofString());
	}

	HttpResponse<String> send(HttpRequest.Builder request) {
		return CLIENT.sendAsync(request.build(), BodyHandlers.ofString()).join();
	}

	HttpRequest.Builder request(String path, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(uri(path));
		return (headers.length > 0) ? request.headers(headers) : request;
	}

	static ConditionFactory await() {
		return Awaitility.with()
			.pollDelay(Duration.ZERO)
			.pollInterval(Duration.ofMillis(5))
			.timeout(Duration.ofSeconds(15))
			.await();
	}

	/**
	 * Take a permit until {@link ReactiveOrders#letGo()}.
	 */
	CompletableFuture<HttpResponse<String>> hold() {
		int before = orders().held.size();
		CompletableFuture<HttpResponse<String>> held = get("/hold");
		await().until(() -> orders().held.size() > before);
		return held;
	}

	void awaitWaiting(int count) {
		await().until(() -> limiter().waiting() == count);
	}

	void awaitActive(int count) {
		await().until(() -> limiter().active() == count);
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
	 * Let what is held go, wait until nothing goes on, and check that nothing is left.
	 * @return the events since the last time, by URL and status
	 */
	List<String> assertQuiet(int events) {
		try {
			await().untilAsserted(() -> {
				assertThat(limiter().active()).as("active").isZero();
				assertThat(limiter().waiting()).as("waiting").isZero();
				assertThat(orders().served.get()).as("served").isZero();
				assertThat(told()).hasSize(events);
			});
			return told();
		}
		finally {
			while (!orders().held.isEmpty()) {
				orders().letGo();
			}
			await().until(() -> limiter().active() == 0);
			forgetEvents();
			limiter().resize(1, 1);
			orders().mostServed.set(0);
		}
	}

	/**
	 * Forget the events so far, which may be those of another server.
	 */
	void forgetEvents() {
		this.events.close();
		this.events = new EventLines("http");
	}

	/**
	 * Return the events since they were forgotten.
	 */
	List<Map<String, String>> events() {
		return this.events.all();
	}

	private List<String> told() {
		return events().stream().map(LimitedReactiveServer::told).toList();
	}

	/**
	 * Return the events since the last time, by URL, status and priority.
	 */
	List<String> ranked() {
		return this.events.all().stream().map((event) -> told(event) + " " + event.get("priority")).toList();
	}

	private static String told(Map<String, String> event) {
		return event.get("url") + " " + event.get("httpStatus") + (event.containsKey("aborted") ? " aborted" : "");
	}

	@Override
	public String toString() {
		return this.container.toString();
	}

	@Override
	public void close() {
		this.events.close();
		this.context.close();
	}

}
