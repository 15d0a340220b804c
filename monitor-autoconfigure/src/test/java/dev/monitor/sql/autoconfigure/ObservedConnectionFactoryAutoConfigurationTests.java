package dev.monitor.sql.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.DatabaseStatus;
import dev.monitor.database.autoconfigure.DatabaseAutoConfiguration;
import dev.monitor.database.autoconfigure.QueryLogAutoConfiguration;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.logging.EventLines;
import dev.monitor.sql.ConnectionHolders;
import dev.monitor.sql.PoolStatus;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.sql.r2dbc.ConnectionFactoryPostProcessor;
import dev.monitor.status.StatusRow;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.r2dbc.h2.H2ConnectionConfiguration;
import io.r2dbc.h2.H2ConnectionFactory;
import io.r2dbc.pool.ConnectionPool;
import io.r2dbc.pool.ConnectionPoolConfiguration;
import io.r2dbc.spi.Connection;
import io.r2dbc.spi.ConnectionFactory;
import io.r2dbc.spi.R2dbcException;
import io.r2dbc.spi.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.core.publisher.Flux;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Tests for {@link ObservedConnectionFactoryAutoConfiguration}, with the features that
 * observe.
 */
class ObservedConnectionFactoryAutoConfigurationTests {

	private static final AutoConfigurations CONFIGURATION = AutoConfigurations.of(QueryLogAutoConfiguration.class,
			DatabaseAutoConfiguration.class, ObservedDataSourceAutoConfiguration.class,
			ObservedConnectionFactoryAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(CONFIGURATION)
		.withUserConfiguration(PoolConfiguration.class)
		.withPropertyValues("monitor.logging.query.min-duration=0");

	@Test
	void statementsAreLoggedTimedAndCounted() {
		try (EventLines lines = new EventLines("query")) {
			this.runner.run((context) -> {
				SimpleMeterRegistry meters = new SimpleMeterRegistry();
				context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(meters));
				ConnectionPool pool = context.getBean(ConnectionPool.class);
				query(pool, "select 1");
				assertThatThrownBy(() -> query(pool, "insert into missing values (1)"))
					.isInstanceOf(R2dbcException.class);
				assertThat(meters.get("monitor.db.query")
					.tags("pool", "connectionFactory", "operation", "select", "outcome", "ok")
					.timer()
					.count()).isOne();
				assertThat(meters.get("monitor.db.query")
					.tags("pool", "connectionFactory", "operation", "insert", "outcome", "error")
					.timer()
					.count()).isOne();
				StatusRow row = context.getBean(DatabaseStatus.class).section().rows().get(0);
				assertThat(row.name()).isEqualTo("connectionFactory");
				assertThat(row.numbers()).containsEntry("loads", 1L)
					.containsEntry("stores", 1L)
					.containsEntry("connections", 2L);
				assertThat(context.getBean(DatabaseStatus.class).section().numbers()).containsEntry("open_connections",
						0);
			});
			assertThat(lines.all()).hasSize(2);
			assertThat(lines.all().get(0)).containsEntry("ev", "query")
				.containsEntry("lvl", "info")
				.containsEntry("dataSource", "connectionFactory")
				.containsEntry("operation", "SELECT")
				.containsEntry("statement", "select 1")
				.containsKey("timeTaken");
			assertThat(lines.all().get(1)).containsEntry("lvl", "warn").containsKey("err");
		}
	}

	@Test
	void holdersAndPoolsAreShown() {
		this.runner.run((context) -> {
			Connection connection = context.getBean(ConnectionPool.class).create().blockOptional().orElseThrow();
			assertThat(context.getBean(ConnectionHolders.class).section().rows()).extracting(StatusRow::name)
				.containsExactly("connectionFactory");
			assertThat(context.getBean(PoolStatus.class).section().rows()).singleElement()
				.satisfies((row) -> assertThat(row.numbers()).containsEntry("active", 1).containsEntry("max", 2));
			Flux.from(connection.close()).blockLast();
		});
	}

	/**
	 * Spring Boot makes no data source then, and knows no pool of JDBC.
	 */
	@Test
	void theDataSourceBesideAConnectionFactoryHasAPool() {
		this.runner.withUserConfiguration(LedgerConfiguration.class).run((context) -> {
			DataSource ledger = context.getBean(DataSource.class);
			try (java.sql.Connection held = ledger.getConnection()) {
				assertThat(held.isValid(1)).isTrue();
				assertThat(context.getBean(PoolStatus.class).section().rows())
					.filteredOn((row) -> row.name().equals("ledger"))
					.singleElement()
					.satisfies((row) -> assertThat(row.numbers()).containsEntry("max", 4));
			}
		});
	}

	@Test
	void leavesNothingBehindWhenItIsOff() {
		for (String[] properties : new String[][] { { "monitor.enabled=false" },
				{ "monitor.database.enabled=false", "monitor.logging.enabled=false" } }) {
			this.runner.withPropertyValues(properties)
				.run((context) -> assertThat(context).doesNotHaveBean(ConnectionFactoryPostProcessor.class)
					.doesNotHaveBean(ConnectionHolders.class)
					.getBean(ConnectionFactory.class)
					.isExactlyInstanceOf(ConnectionPool.class));
		}
	}

	@Test
	void eachFeatureIsOffByItself() {
		try (EventLines lines = new EventLines("query")) {
			this.runner.withPropertyValues("monitor.logging.enabled=false").run((context) -> {
				query(context.getBean(ConnectionPool.class), "select 1");
				assertThat(context.getBean(DatabaseStatus.class).section().rows()).hasSize(1);
			});
			assertThat(lines.all()).isEmpty();
			this.runner.withPropertyValues("monitor.database.enabled=false", "monitor.dashboard.enabled=false")
				.run((context) -> {
					query(context.getBean(ConnectionPool.class), "select 1");
					assertThat(context).doesNotHaveBean(DatabaseStatus.class).doesNotHaveBean(ConnectionHolders.class);
				});
			assertThat(lines.all()).hasSize(1);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "io.r2dbc.proxy", "io.r2dbc.pool", "io.micrometer.context", "net.ttddyy" })
	void startsWithoutAnOptionalLibrary(String absent) {
		boolean observed = !absent.equals("io.r2dbc.proxy");
		new ApplicationContextRunner().withConfiguration(CONFIGURATION)
			.withUserConfiguration(FactoryConfiguration.class)
			.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> {
				assertThat(context).hasNotFailed();
				ConnectionFactory factory = context.getBean(ConnectionFactory.class);
				query(factory, "select 1");
				assertThat(factory instanceof H2ConnectionFactory).isEqualTo(!observed);
				assertThat(context.getBeansOfType(ConnectionFactoryPostProcessor.class)).hasSize(observed ? 1 : 0);
			});
	}

	@Test
	void withoutADriverOfJdbcThatOfR2dbcIsEnough() {
		this.runner.withClassLoader(new FilteredClassLoader("net.ttddyy")).run((context) -> {
			query(context.getBean(ConnectionFactory.class), "select 1");
			assertThat(context).hasSingleBean(QueryEvents.class).hasSingleBean(ConnectionHolders.class);
			assertThat(context.getBean(PoolStatus.class).section().rows()).hasSize(1);
			assertThat(context.getBean(DatabaseStatus.class).section().rows().get(0).numbers()).containsEntry("loads",
					1L);
		});
	}

	@Test
	void withoutAConnectionFactoryNothingIsObserved() {
		new ApplicationContextRunner().withConfiguration(CONFIGURATION).run((context) -> {
			assertThat(context).hasNotFailed();
			assertThat(context.getBean(DatabaseStatus.class).section().rows()).isEmpty();
		});
	}

	@Test
	void aListenerOfTheUserJoins() {
		this.runner.withUserConfiguration(OwnListener.class).run((context) -> {
			query(context.getBean(ConnectionPool.class), "select 1");
			assertThat(context.getBean(OwnListener.class).executions).singleElement()
				.satisfies((execution) -> assertThat(execution.dataSource()).isEqualTo("connectionFactory"));
			assertThat(context.getBean(DatabaseStatus.class).section().rows().get(0).numbers()).containsEntry("loads",
					1L);
		});
	}

	@Test
	void theLeastDurationOfAnEventIsThatOfJdbc() {
		try (EventLines lines = new EventLines("query")) {
			this.runner.withPropertyValues("monitor.logging.query.min-duration=1d")
				.run((context) -> query(context.getBean(ConnectionPool.class), "select 1"));
			assertThat(lines.all()).isEmpty();
		}
	}

	@Test
	void thePoolClosesWithTheContext() {
		this.runner.run((context) -> {
			ConnectionPool pool = context.getBean(ConnectionPool.class);
			query(pool, "select 1");
			context.close();
			assertThat(pool.isDisposed()).isTrue();
		});
	}

	private static void query(ConnectionFactory factory, String sql) {
		Flux.usingWhen(factory.create(),
				(connection) -> Flux.from(connection.createStatement(sql).execute())
					.flatMap((Result result) -> result.map((row) -> 1)),
				Connection::close)
			.blockLast(Duration.ofSeconds(30));
	}

	@Configuration(proxyBeanMethods = false)
	static class FactoryConfiguration {

		@Bean
		ConnectionFactory connectionFactory() {
			return new H2ConnectionFactory(H2ConnectionConfiguration.builder().inMemory("r2dbc").build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class PoolConfiguration {

		@Bean(destroyMethod = "dispose")
		ConnectionPool connectionFactory() {
			return new ConnectionPool(ConnectionPoolConfiguration
				.builder(new H2ConnectionFactory(H2ConnectionConfiguration.builder().inMemory("r2dbc").build()))
				.initialSize(0)
				.maxSize(2)
				.build());
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class LedgerConfiguration {

		@Bean
		HikariDataSource ledger() {
			HikariDataSource ledger = new HikariDataSource();
			ledger.setJdbcUrl("jdbc:h2:mem:ledger");
			ledger.setMaximumPoolSize(4);
			return ledger;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnListener implements StatementListener {

		private final List<StatementExecution> executions = new CopyOnWriteArrayList<>();

		@Override
		public void executed(StatementExecution execution) {
			this.executions.add(execution);
		}

	}

}
