package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import dev.monitor.database.PostgresProcess;
import dev.monitor.scrape.autoconfigure.ScrapedApp.Answer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Scrapes when everything else is stuck at once: PostgreSQL takes connections and does
 * not answer, requests hold every connection of the pool and every thread of the server.
 */
class ScrapeInTroubleTests {

	private static final String PATH = "/actuator/prometheus";

	private static final int THREADS = 4;

	private static final int CONNECTIONS = 2;

	/**
	 * The goal is a second. A noisy machine gets more.
	 */
	private static final Duration WELL_BEFORE_ANY_TIMEOUT = Duration.ofSeconds(5);

	@Test
	void metricsAreThereWhileNothingElseIsAndAfterwards() throws Exception {
		try (PostgresProcess postgres = new PostgresProcess(); ScrapedApp app = start(postgres)) {
			Awaitility.await().until(() -> scrape(app).body().contains("monitor_db_size_bytes{"));
			Set<String> families = families(scrape(app));
			List<Socket> requests = new ArrayList<>();
			try {
				stick(app, postgres, requests);
				assertScrapesTellOfTheTrouble(app, families);
			}
			finally {
				postgres.thaw();
				app.context().getBean(Orders.class).goOn.countDown();
			}
			for (Socket request : requests) {
				request.setSoTimeout(60_000);
				assertThat(new String(request.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
					.startsWith("HTTP/1.1 200");
			}
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(scrape(app).body())
					.contains("hikaricp_connections_active{pool=\"db\"} 0.0",
							"hikaricp_connections_pending{pool=\"db\"} 0.0")
					.doesNotContainPattern("monitor_db_size_bytes\\{.*\\} NaN"));
			assertThat(families(scrape(app))).containsAll(families);
		}
	}

	private static void stick(ScrapedApp app, PostgresProcess postgres, List<Socket> requests) throws Exception {
		Orders orders = app.context().getBean(Orders.class);
		for (int i = 0; i < THREADS + 1; i++) {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), app.port());
			requests.add(socket);
			socket.getOutputStream()
				.write("GET /orders HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
					.getBytes(StandardCharsets.ISO_8859_1));
		}
		assertThat(orders.begun.await(20, TimeUnit.SECONDS)).isTrue();
		assertThat(orders.connected.await(20, TimeUnit.SECONDS)).isTrue();
		postgres.freeze();
		orders.goOn.countDown();
	}

	private static void assertScrapesTellOfTheTrouble(ScrapedApp app, Set<String> families) throws IOException {
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(scrape(app).body()).contains("hikaricp_connections_active{pool=\"db\"} 2.0")
				.containsPattern("hikaricp_connections_pending\\{pool=\"db\"} [2-9]")
				.containsPattern("monitor_db_sample_failures_total\\{.*} [1-9]")
				.containsPattern("monitor_db_size_bytes\\{.*} NaN"));
		assertThat(families(scrape(app))).containsAll(families);
		assertThat(scrape(app, "Accept: application/openmetrics-text;version=1.0.0").body()).endsWith("# EOF\n");
		assertThat(app.context().getBean(Orders.class).done.getCount()).isEqualTo(THREADS + 1);
	}

	private static Answer scrape(ScrapedApp app, String... headers) throws IOException {
		long start = System.nanoTime();
		Answer answer = app.send(app.listenerPort(), "GET", PATH, headers);
		assertThat(answer.status()).isEqualTo(200);
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(WELL_BEFORE_ANY_TIMEOUT);
		return answer;
	}

	private static Set<String> families(Answer answer) {
		return answer.body()
			.lines()
			.filter((line) -> line.startsWith("# TYPE "))
			.map((line) -> line.split(" ", 4)[2])
			.collect(Collectors.toSet());
	}

	private static ScrapedApp start(PostgresProcess postgres) {
		return ScrapedApp.start(Orders.class, "monitor.metrics.listen-address=127.0.0.1:0",
				"monitor.concurrency.enabled=false", "server.tomcat.threads.max=" + THREADS,
				"spring.datasource.url=" + postgres.url(), "spring.datasource.username=monitor",
				"spring.datasource.hikari.pool-name=db", "spring.datasource.hikari.maximum-pool-size=" + CONNECTIONS,
				"spring.datasource.hikari.connection-timeout=120000", "monitor.database.sampling.interval=1s",
				"monitor.database.sampling.timeout=1s");
	}

	@SpringBootConfiguration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Orders {

		private final CountDownLatch begun = new CountDownLatch(THREADS);

		private final CountDownLatch connected = new CountDownLatch(CONNECTIONS);

		private final CountDownLatch goOn = new CountDownLatch(1);

		private final CountDownLatch done = new CountDownLatch(THREADS + 1);

		@Bean
		RouterFunction<ServerResponse> ordersRoute(DataSource dataSource) {
			JdbcTemplate jdbc = new JdbcTemplate(dataSource);
			return RouterFunctions.route().GET("/orders", (request) -> {
				this.begun.countDown();
				String answer = jdbc.execute((ConnectionCallback<String>) (connection) -> {
					this.connected.countDown();
					await(this.goOn);
					connection.createStatement().execute("select 1");
					return "done";
				});
				this.done.countDown();
				return ServerResponse.ok().body(String.valueOf(answer));
			}).build();
		}

		private static void await(CountDownLatch latch) {
			try {
				latch.await();
			}
			catch (InterruptedException ex) {
				throw new IllegalStateException(ex);
			}
		}

	}

}
