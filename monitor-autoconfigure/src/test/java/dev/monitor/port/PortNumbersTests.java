package dev.monitor.port;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;

import javax.sql.DataSource;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.Unwanted;
import dev.monitor.health.RunningApp;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cache.CacheManager;
import org.springframework.cache.support.NoOpCache;
import org.springframework.cache.support.SimpleCacheManager;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The commands that print numbers, over the port of an application with three data
 * sources, the primary one the last by name.
 */
class PortNumbersTests {

	private static final CountDownLatch BLOCKED = new CountDownLatch(1);

	private static RunningApp app;

	private static int port;

	@BeforeAll
	static void start() throws Exception {
		app = RunningApp.start(Application.class, List.of(Unwanted.JETTY, Unwanted.SECURITY), "monitor.port.port=0",
				"monitor.database.sampling.interval=1h", "management.health.db.enabled=false");
		port = app.port("local.monitor.port.port");
		Awaitility.await().until(() -> {
			return !PortClient.ask(port, "dbinfo").endsWith(" -1\n")
					&& !PortClient.ask(port, "dbinfo archive").endsWith(" -1\n");
		});
		execute("orders", "create table a (id int primary key)");
		execute("orders", "insert into a values (1)");
		execute("orders", "select * from a");
		execute("archive", "select 1");
	}

	@AfterAll
	static void stop() {
		BLOCKED.countDown();
		app.close();
	}

	@Test
	void perfMetricsHasTheNamesOfTheSeedInOneLine() throws IOException {
		String answer = PortClient.ask(port, "perf_metrics");
		assertThat(answer).matches("\\{\"instance\": \\{\"uptime\": [0-9]+}, \"cache\": \\{\"size\": 1, .*}}\n");
		Map<String, Map<String, Number>> sections = new JsonMapper().readValue(answer,
				new TypeReference<Map<String, Map<String, Number>>>() {
				});
		assertThat(sections.keySet()).startsWith("instance", "cache", "db", "memory", "http", "concurrency")
			.contains("gate_changes", "odd \"name\"\\ \u00fc", "warmup");
		assertThat(sections.keySet().stream().skip(6)).isSorted();
		assertThat(names(sections, "instance")).containsExactly("uptime");
		assertThat(names(sections, "cache")).containsExactly("size", "ngsize", "max_size");
		assertThat(names(sections, "db")).containsExactly("loads", "stores", "connections", "conflicts",
				"unresolved_conflicts", "total_objs", "size_in_bytes");
		assertThat(names(sections, "memory")).containsExactly("rss", "uss", "pss");
		assertThat(names(sections, "http")).containsExactly("requests", "errors", "rejected");
		assertThat(names(sections, "concurrency")).containsExactly("limit", "active", "waiting");
		assertThat(sections.get("odd \"name\"\\ \u00fc")).containsExactly(Map.entry("half", 0.5),
				Map.entry("whole", 2.0));
	}

	@Test
	void perfMetricsIsOfThePrimaryDataSourceUnlessOneIsNamed() throws IOException {
		assertThat(PortClient.ask(port, "perf_metrics - 3600")).contains("\"db\": {\"loads\": 1, \"stores\": 1, ");
		assertThat(PortClient.ask(port, "perf_metrics orders 3600"))
			.contains("\"db\": {\"loads\": 1, \"stores\": 1, \"connections\": ");
		assertThat(PortClient.ask(port, "perf_metrics archive 3600"))
			.contains("\"db\": {\"loads\": 1, \"stores\": 0, ");
	}

	@Test
	void dbInfoIsFourNumbers() throws IOException {
		assertThat(PortClient.ask(port, "dbinfo")).matches("1 1 [0-9]+ [0-9]+\n");
		assertThat(PortClient.ask(port, "dbinfo archive")).matches("1 0 [0-9]+ [0-9]+\n");
		assertThat(PortClient.ask(port, "dbinfo unknown 1")).isEqualTo("0 0 0 -1\n");
	}

	@Test
	void monitorCountsEachConnectionThatIsOut() throws Exception {
		// warmup and background checks borrow connections too
		Awaitility.await()
			.untilAsserted(() -> assertThat(PortClient.ask(port, "monitor"))
				.matches("0\nVmSize: (-1|[0-9]+) kB\nVmRSS: (-1|[0-9]+) kB\nThreads: [0-9]+\n"));
		try (Connection first = dataSource("orders").getConnection();
				Connection second = dataSource("archive").getConnection();
				Connection third = dataSource("routing").getConnection()) {
			assertThat(List.of(first, second, third)).doesNotContainNull();
			Awaitility.await().untilAsserted(() -> assertThat(PortClient.ask(port, "monitor")).startsWith("3\n"));
		}
	}

	@Test
	void cacheStatsNamesCachesInOneWord() throws IOException {
		assertThat(PortClient.ask(port, "cachestats")).isEqualTo("my%20orders 1 1 1 0\n");
		assertThat(PortClient.ask(port, "cachestats my%20orders")).isEqualTo("my%20orders 1 1 1 0\n");
	}

	@Test
	void metricsAreThoseOfThePrefix() throws IOException {
		app.bean(MeterRegistry.class).counter("orders.placed", "shop", "a \"b\"").increment(3);
		assertThat(PortClient.ask(port, "metrics orders.p")).isEqualTo("orders.placed{shop=\"a \\\"b\\\"\"} 3\n");
		assertThat(PortClient.ask(port, "metrics hikaricp.connections.active")).isEqualTo("""
				hikaricp.connections.active{pool="archive"} 0
				hikaricp.connections.active{pool="orders"} 0
				""");
	}

	@Test
	void aGaugeThatBlocksIsAnErrorWithinTheDeadlineAndHarmsNoOtherCommand() throws IOException {
		app.bean(MeterRegistry.class).gauge("blocked", BLOCKED, (latch) -> {
			while (true) {
				try {
					latch.await();
					return 1;
				}
				catch (InterruptedException ex) {
					Thread.currentThread().interrupt();
					return 2;
				}
			}
		});
		assertThat(PortClient.ask(port, "metrics blocked")).isEqualTo("Error: 'metrics' has not answered within 5 s\n");
		assertThat(PortClient.ask(port, "metrics jvm.info")).startsWith("jvm.info{");
		assertThat(PortClient.ask(port, "perf_metrics")).startsWith("{\"instance\": ");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', value = { "perf_metrics - 0 | seconds must be a whole number from 1 to 3600, not '0'",
			"perf_metrics - -1 | seconds must be a whole number from 1 to 3600, not '-1'",
			"perf_metrics - 3601 | seconds must be a whole number from 1 to 3600, not '3601'",
			"perf_metrics - 1e3 | seconds must be a whole number from 1 to 3600, not '1e3'",
			"dbinfo - 99999999999999999999 | "
					+ "seconds must be a whole number from 1 to 3600, not '99999999999999999999'",
			"perf_metrics TOKEN | " + "There is no data source 'TOkEN'. There are: orders, archive, routing, unknown",
			"dbinfo x | There is no data source 'x'. There are: orders, archive, routing, unknown",
			"perf_metrics - 1 x | perf_metrics takes [db] [seconds] only", "monitor x | monitor takes no arguments",
			"cachestats NOT_OK | There is no cache 'NOT_Ok'. There are: my%20orders",
			"metrics no.such | There is no meter with a value whose name begins with 'no.such'" })
	void whatIsWrongIsOneLine(String command, String reason) throws IOException {
		assertThat(PortClient.ask(port, command)).isEqualTo("Error: " + reason + "\n").doesNotContain("OK");
	}

	@Test
	void helpTellsOfArgumentsAndUnits() throws IOException {
		assertThat(PortClient.ask(port, "help dbinfo")).isEqualTo("""
				Help for dbinfo:

				dbinfo [db] [seconds]

				Prints loads, stores, connections borrowed and objects of a database.
				db is the name of a data source, - the primary one. seconds is how far to look
				back: 1 to 3600, 300 if left out. -1 is unknown.
				""");
	}

	private static Set<String> names(Map<String, Map<String, Number>> sections, String section) {
		return Objects.requireNonNull(sections.get(section)).keySet();
	}

	private static DataSource dataSource(String name) {
		return app.context().getBean(name, DataSource.class);
	}

	private static void execute(String dataSource, String sql) throws SQLException {
		try (Connection connection = dataSource(dataSource).getConnection();
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableAutoConfiguration
	static class Application {

		@Bean
		HikariDataSource archive() {
			return pool("archive");
		}

		@Bean
		@Primary
		HikariDataSource orders() {
			return pool("orders");
		}

		@Bean
		DataSource routing(HikariDataSource orders) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "none";
				}

			};
			routing.setTargetDataSources(Map.of());
			routing.setDefaultTargetDataSource(orders);
			return routing;
		}

		@Bean
		CacheManager caches() {
			Cache<Object, Object> store = Caffeine.newBuilder().maximumSize(50).recordStats().build();
			store.put(1, "one");
			assertThat(List.of(1, 2)).extracting(store::getIfPresent).containsExactly("one", null);
			SimpleCacheManager manager = new SimpleCacheManager();
			manager.setCaches(List.of(new NoOpCache("my orders") {

				@Override
				public Object getNativeCache() {
					return store;
				}

			}));
			return manager;
		}

		@Bean
		StatusSource failing() {
			return source("failing", () -> {
				throw new IllegalStateException("no");
			});
		}

		@Bean
		StatusSource odd() {
			return source("odd \"name\"\\ \u00fc",
					() -> StatusSection.EMPTY.with("half", 0.5).with("none", Double.NaN).with("whole", 2.0));
		}

		private static HikariDataSource pool(String name) {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:h2:mem:port-" + name);
			pool.setPoolName(name);
			return pool;
		}

		private static StatusSource source(String name, Supplier<StatusSection> section) {
			return new StatusSource() {

				@Override
				public String name() {
					return name;
				}

				@Override
				public StatusSection section() {
					return section.get();
				}

			};
		}

	}

}
