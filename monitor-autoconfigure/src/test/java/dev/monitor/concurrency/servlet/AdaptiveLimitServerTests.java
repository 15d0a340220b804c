package dev.monitor.concurrency.servlet;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

import dev.monitor.concurrency.ConcurrencyLimit;
import dev.monitor.concurrency.ConcurrencyLimiter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Deadlines and limits that move, real sockets.
 */
@ParameterizedClass
@MethodSource("dev.monitor.concurrency.servlet.Container#available")
@Timeout(120)
class AdaptiveLimitServerTests {

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final Container container;

	AdaptiveLimitServerTests(Container container) {
		this.container = container;
	}

	@Test
	void deadlineOfTheClientCutsTheWait() {
		try (ConfigurableApplicationContext context = this.container.start(OrdersApplication.class,
				"monitor.concurrency.deadline-header=X-Time-Left", "monitor.concurrency.max-requests=1",
				"monitor.concurrency.wait-time=1m")) {
			OrdersApplication.Orders orders = context.getBean(OrdersApplication.Orders.class);
			assertThat(get(context, "/quick", "0").join().body()).contains("\"reason\":\"deadline\"");
			CompletableFuture<HttpResponse<String>> held = get(context, "/hold", "soon");
			Awaitility.await().until(() -> orders.holding.tryAcquire());
			HttpResponse<String> rejected = get(context, "/quick", "50").join();
			assertThat(rejected.statusCode()).isEqualTo(503);
			assertThat(rejected.body()).contains("\"reason\":\"deadline\"");
			CompletableFuture<HttpResponse<String>> patient = get(context, "/quick", "99999999999999999999");
			Awaitility.await().until(() -> context.getBean(ConcurrencyLimit.class).limiter().waiting() == 1);
			orders.letGo.release();
			assertThat(held.join().statusCode()).isEqualTo(200);
			assertThat(patient.join().statusCode()).isEqualTo(200);
		}
	}

	/**
	 * The limit follows a second that has ten timeouts or more. Tomcat looks for them
	 * once a second; half a second is far from the moments at which it looks.
	 */
	@Test
	void asynchronousTimeoutsLowerTheLimit() {
		try (ConfigurableApplicationContext context = this.container.start(OrdersApplication.class,
				"monitor.concurrency.algorithm=aimd", "monitor.concurrency.max-requests=40",
				"monitor.concurrency.max-requests-per-cpu=1000")) {
			ConcurrencyLimiter limiter = context.getBean(ConcurrencyLimit.class).limiter();
			assertThat(limiter.limit()).isEqualTo(40);
			Awaitility.await().untilAsserted(() -> {
				CompletableFuture<?>[] timeouts = new CompletableFuture<?>[36];
				for (int i = 0; i < timeouts.length; i++) {
					timeouts[i] = get(context, "/deferred?timeout=500", "");
				}
				CompletableFuture.allOf(timeouts).join();
				assertThat(limiter.limit()).isLessThan(40);
			});
			assertThat(limiter.maxWaiting()).isEqualTo(limiter.limit() / 2);
		}
	}

	private CompletableFuture<HttpResponse<String>> get(ConfigurableApplicationContext context, String path,
			String timeLeft) {
		int port = context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		return this.client.sendAsync(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
			.header("X-Time-Left", timeLeft)
			.build(), BodyHandlers.ofString());
	}

}
