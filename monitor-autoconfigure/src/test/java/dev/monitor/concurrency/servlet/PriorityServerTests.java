package dev.monitor.concurrency.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.servlet.OrdersApplication.Orders;
import dev.monitor.logging.EventLines;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Priorities as clients see them. There are two permits, a third for critical requests,
 * and one request may wait.
 */
class PriorityServerTests {

	/**
	 * Requests that have events: those to the actuator have none.
	 */
	private static final int SENT = 6;

	private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@ParameterizedTest
	@EnumSource(names = { "TOMCAT", "JETTY" })
	void aHigherRequestTakesTheLowersPlaceAndIsServedFirst(Container container) {
		try (ConfigurableApplicationContext context = start(container); EventLines events = new EventLines("http")) {
			aHigherRequestTakesTheLowersPlace(context);
			LimitedServer.await().until(() -> events.all().size() == SENT);
			assertThat(events.all()).extracting((event) -> event.get("msg") + " " + event.get("priority"))
				.containsExactlyInAnyOrder("GET /hold 200 low", "GET /hold 200 bulk", "GET /quick 503 bulk",
						"GET /quick 200 normal", "GET /quick 503 low", "GET /thread 200 critical");
		}
	}

	@Test
	void withoutPrioritiesEventsHaveNone() {
		try (ConfigurableApplicationContext context = Container.TOMCAT.start(OrdersApplication.class,
				"monitor.warmup.enabled=false", "monitor.dependency.enabled=false", "spring.jmx.enabled=false",
				"orders.secured=false"); EventLines events = new EventLines("http")) {
			get(server(context), "/quick", "X-Priority", "low").join();
			LimitedServer.await().until(() -> !events.all().isEmpty());
			assertThat(events.only()).doesNotContainKey("priority");
		}
	}

	private static void aHigherRequestTakesTheLowersPlace(ConfigurableApplicationContext context) {
		URI server = server(context);
		ConcurrencyLimit limit = context.getBean(ConcurrencyLimit.class);
		Orders orders = context.getBean(Orders.class);
		CompletableFuture<HttpResponse<String>> first = get(server, "/hold", "X-Priority", "low");
		CompletableFuture<HttpResponse<String>> second = get(server, "/hold", "X-Batch", "yes");
		LimitedServer.await().until(() -> orders.holding.tryAcquire(2));
		assertThat(limit.level(Priority.LOW).active()).isEqualTo(1);
		assertThat(limit.level(Priority.BULK).active()).isEqualTo(1);
		CompletableFuture<HttpResponse<String>> displaced = get(server, "/quick", "X-Batch", "yes");
		LimitedServer.await().until(() -> limit.limiter().waiting() == 1);
		CompletableFuture<HttpResponse<String>> normal = get(server, "/quick", "X-Priority", "critical");
		assertThat(displaced.join().statusCode()).isEqualTo(503);
		assertThat(displaced.join().body()).contains("\"reason\":\"displaced\",\"priority\":\"bulk\"");
		assertThat(displaced.join().headers().firstValueAsLong("Retry-After").orElseThrow()).isBetween(4L, 32L);
		LimitedServer.await().until(() -> limit.level(Priority.NORMAL).waiting() == 1);
		assertThat(get(server, "/quick", "X-Priority", "low").join().body())
			.contains("\"reason\":\"queue_full\",\"priority\":\"low\"");
		assertThat(get(server, "/thread", "X-Other", "").join().body()).isEqualTo("platform");
		assertThat(limit.level(Priority.CRITICAL).outcomes().total(Admission.ADMITTED)).isEqualTo(1);
		String report = get(server, "/actuator/concurrency", "X-Other", "").join().body();
		assertThat(report).contains("\"priorities\":{\"critical\":{\"active\":0,\"waiting\":0,\"totals\":")
			.contains("\"displaced\":1");
		orders.letGo.release(2);
		assertThat(normal.join().body()).isEqualTo("quick");
		assertThat(first.join().body()).isEqualTo("held");
		assertThat(second.join().body()).isEqualTo("held");
		LimitedServer.await().until(() -> limit.limiter().active() == 0);
		assertThat(get(server, "/actuator/prometheus", "X-Other", "").join().body())
			.contains("monitor_concurrency_rejected_total{mode=\"enforce\",priority=\"bulk\",reason=\"displaced\","
					+ "status=\"503\"} 1.0")
			.contains("monitor_concurrency_active{priority=\"low\"}");
	}

	private static URI server(ConfigurableApplicationContext context) {
		return URI.create("http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	private static ConfigurableApplicationContext start(Container container) {
		return container.start(OrdersApplication.class, "monitor.concurrency.max-requests=2",
				"monitor.concurrency.max-waiting=1", "monitor.concurrency.wait-time=30s",
				"monitor.concurrency.priorities.header=X-Priority",
				"monitor.concurrency.priorities.rules[0].path=/thread",
				"monitor.concurrency.priorities.rules[0].method=GET",
				"monitor.concurrency.priorities.rules[0].priority=critical",
				"monitor.concurrency.priorities.rules[1].header=X-Batch=yes",
				"monitor.concurrency.priorities.rules[1].priority=bulk", "monitor.warmup.enabled=false",
				"monitor.dependency.enabled=false", "management.metrics.use-global-registry=false",
				"management.endpoints.web.exposure.include=concurrency,prometheus", "spring.jmx.enabled=false",
				"orders.secured=false", "server.shutdown=immediate");
	}

	private static CompletableFuture<HttpResponse<String>> get(URI server, String path, String header, String value) {
		return CLIENT.sendAsync(HttpRequest.newBuilder(server.resolve(path)).header(header, value).build(),
				BodyHandlers.ofString());
	}

}
