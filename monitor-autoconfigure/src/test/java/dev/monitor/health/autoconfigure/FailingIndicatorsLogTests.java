package dev.monitor.health.autoconfigure;

import java.net.ConnectException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.dependency.autoconfigure.DependencyAutoConfiguration;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Mono;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.actuate.endpoint.IndicatedHealthDescriptor;
import org.springframework.boot.health.autoconfigure.actuate.endpoint.HealthEndpointAutoConfiguration;
import org.springframework.boot.health.autoconfigure.contributor.HealthContributorAutoConfiguration;
import org.springframework.boot.health.autoconfigure.registry.HealthContributorRegistryAutoConfiguration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.AbstractReactiveHealthIndicator;
import org.springframework.boot.health.contributor.CompositeReactiveHealthContributor;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.jdbc.health.DataSourceHealthIndicator;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What indicators leave in the log, over many checks.
 */
class FailingIndicatorsLogTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(BackgroundHealthAutoConfiguration.class, HealthAutoConfiguration.class,
				DependencyAutoConfiguration.class, HealthContributorRegistryAutoConfiguration.class,
				HealthContributorAutoConfiguration.class, HealthEndpointAutoConfiguration.class))
		.withPropertyValues("management.endpoints.web.exposure.include=health",
				"management.endpoint.health.show-details=always");

	private final AtomicBoolean broken = new AtomicBoolean(true);

	private final AtomicInteger checks = new AtomicInteger();

	@Test
	void theChangeIsLoggedAndTheRestCounted() {
		this.runner.withBean("blockingHealthIndicator", Blocking.class, this.broken, this.checks)
			.withBean("reactiveHealthIndicator", Reactive.class, this.broken)
			.withBean("nodesHealthContributor", CompositeReactiveHealthContributor.class,
					() -> CompositeReactiveHealthContributor.fromMap(Map.of("one", new Reactive(this.broken))))
			.withPropertyValues("monitor.health.background.interval=1h", "monitor.health.background.timeout=1m",
					"monitor.health.background.down-interval=20ms", "monitor.dependencies.used.indicator=blocking",
					"monitor.dependencies.used.interval=1h", "monitor.dependencies.used.timeout=1m",
					"monitor.dependencies.used.down-interval=20ms")
			.run((context) -> {
				try (CapturedLog log = new CapturedLog("dev.monitor")) {
					HealthEndpoint health = context.getBean(HealthEndpoint.class);
					await().untilAtomic(this.checks, (runs) -> assertThat(runs).isGreaterThan(20));
					assertThat(details(health, "blocking")).containsEntry("error",
							"java.lang.IllegalStateException: Unable to connect to Redis");
					assertThat(details(health, "reactive")).containsEntry("error",
							"java.lang.IllegalStateException: Unable to connect to Redis");
					this.broken.set(false);
					await().untilAsserted(() -> assertThat(of(log.lines(), "to UP")).hasSize(4));
					String why = "DOWN, error: java.lang.IllegalStateException: Unable to connect to Redis, "
							+ "cause: ConnectException: Connection refused: redis:6379";
					assertThat(of(log.lines(), "to UP")).allMatch(
							(line) -> line.startsWith("INFO ") && line.matches(".* was: " + why + ", \\d+ failures"));
					assertThat(of(log.lines(), "WARN"))
						.allMatch((line) -> line.contains("changed from UNKNOWN to DOWN"))
						.allMatch((line) -> line.endsWith(why));
				}
			});
	}

	@Test
	void whoWasUpBeforeStaysUpAndIsToldAboutOnceIfItIsSlow() {
		try (CapturedLog log = new CapturedLog("dev.monitor.health")) {
			this.runner.withBean("slowHealthIndicator", HealthIndicator.class, () -> () -> {
				sleep();
				return Health.up().build();
			}).run((context) -> {
				HealthDescriptor slow = context.getBean(HealthEndpoint.class).healthForPath("slow");
				assertThat(slow).isNotNull();
				assertThat(slow.getStatus().getCode()).isEqualTo("UP");
				await().untilAsserted(() -> assertThat(of(log.lines(), "WARN")).singleElement()
					.asString()
					.startsWith("WARN Health of 'slow' took 2.")
					.contains("more than 10 s")
					.endsWith("set monitor.health.background.indicators.slow.timeout"));
			});
		}
	}

	@Test
	void theTimeThatAUserAllowsIsObeyed() {
		this.runner.withBean("slowHealthIndicator", HealthIndicator.class, () -> () -> {
			sleep();
			return Health.up().build();
		}).withPropertyValues("monitor.health.background.indicators.slow.timeout=100ms").run((context) -> {
			HealthDescriptor slow = context.getBean(HealthEndpoint.class).healthForPath("slow");
			assertThat(slow).isNotNull();
			assertThat(slow.getStatus().getCode()).isEqualTo("DOWN");
		});
	}

	/**
	 * A pool says it only when its own wait is over.
	 */
	@Test
	void thePoolOfADatabaseThatIsGoneSaysWhyIfItWaitsShorterThanACheck() {
		try (CapturedLog log = new CapturedLog("dev.monitor"); HikariDataSource gone = new HikariDataSource()) {
			gone.setDataSource(new Gone());
			gone.setConnectionTimeout(500);
			gone.setInitializationFailTimeout(-1);
			this.runner
				.withBean("dbHealthIndicator", DataSourceHealthIndicator.class,
						() -> new DataSourceHealthIndicator(gone))
				.run((context) -> await().untilAsserted(() -> assertThat(of(log.lines(), "WARN")).singleElement()
					.asString()
					.endsWith("cause: SQLException: the database refuses connections")));
		}
	}

	/**
	 * The time it takes is what these tests are about.
	 */
	private static void sleep() {
		try {
			Thread.sleep(2100);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private static List<String> of(List<String> lines, String part) {
		return lines.stream().filter((line) -> line.contains(part)).toList();
	}

	private static Map<String, Object> details(HealthEndpoint health, String name) {
		return (health.healthForPath(name) instanceof IndicatedHealthDescriptor indicated) ? indicated.getDetails()
				: Map.of();
	}

	private static IllegalStateException unableToConnect() {
		return new IllegalStateException("Unable to connect to Redis",
				new IllegalStateException(new ConnectException("Connection refused: redis:6379")));
	}

	static class Gone extends AbstractDataSource {

		@Override
		public Connection getConnection() throws SQLException {
			throw new SQLException("the database refuses connections");
		}

		@Override
		public Connection getConnection(String user, String password) throws SQLException {
			return getConnection();
		}

	}

	static class Blocking extends AbstractHealthIndicator {

		private final AtomicBoolean broken;

		private final AtomicInteger checks;

		Blocking(AtomicBoolean broken, AtomicInteger checks) {
			this.broken = broken;
			this.checks = checks;
		}

		@Override
		protected void doHealthCheck(Health.Builder builder) {
			this.checks.incrementAndGet();
			if (this.broken.get()) {
				throw unableToConnect();
			}
			builder.up();
		}

	}

	static class Reactive extends AbstractReactiveHealthIndicator {

		private final AtomicBoolean broken;

		Reactive(AtomicBoolean broken) {
			this.broken = broken;
		}

		@Override
		protected Mono<Health> doHealthCheck(Health.Builder builder) {
			return Mono.fromCallable(() -> {
				if (this.broken.get()) {
					throw unableToConnect();
				}
				return builder.up().build();
			});
		}

	}

}
