package dev.monitor.database.autoconfigure;

import java.sql.Connection;
import java.sql.Statement;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.Database;
import dev.monitor.database.DatabaseProbes;
import dev.monitor.database.DatabaseSample;
import dev.monitor.database.DatabaseSampler;
import dev.monitor.database.DatabaseStatus;
import dev.monitor.database.Databases;
import dev.monitor.database.metrics.QueryTimers;
import dev.monitor.database.servlet.FailedRequests;
import dev.monitor.database.transaction.FailedCommits;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import dev.monitor.sql.pool.RootPoolMetadata;
import dev.monitor.status.Diagnostic;
import dev.monitor.status.DiagnosticAnswer.State;
import dev.monitor.status.Diagnostics;
import dev.monitor.status.StatusRow;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.distribution.HistogramSnapshot;
import org.awaitility.Awaitility;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Fallback;
import org.springframework.context.annotation.Primary;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DatabaseAutoConfiguration}.
 */
class DatabaseAutoConfigurationTests {

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(DatabaseAutoConfiguration.class,
			ObservedDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AUTO_CONFIGURATIONS)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:database", "spring.datasource.username=sa");

	@Test
	void measuresStatementsAndTheDatabase() {
		this.runner.run((context) -> {
			execute(context.getBean(DataSource.class), "create table a (id int primary key)");
			execute(context.getBean(DataSource.class), "insert into a values (1)");
			MeterRegistry meters = context.getBean(MeterRegistry.class);
			assertThat(meters.get("monitor.db.query").tag("operation", "insert").tag("outcome", "ok").timer().count())
				.isOne();
			assertThat(meters.get("monitor.db.conflicts").tag("pool", "dataSource").functionCounters()).hasSize(3);
			Awaitility.await().until(() -> meters.find("monitor.db.connections").gauge() != null);
			assertThat(sampler(context).failures()).isZero();
			StatusRow row = context.getBean(DatabaseStatus.class).section().rows().get(0);
			assertThat(row.name()).isEqualTo("dataSource");
			assertThat(row.numbers().values()).startsWith(0L, 1L, 2L, 0L, 0L).endsWith(-1L);
		});
	}

	@Test
	void thePrimaryDataSourceIsTheFirstRow() {
		this.runner.withUserConfiguration(SeveralPools.class)
			.run((context) -> assertThat(context.getBean(DatabaseStatus.class).section().rows())
				.extracting(StatusRow::name)
				.containsExactly("main", "b", "z", "aside", "fallback", "unknown"));
	}

	@Test
	void openConnectionsAreThoseOfEachPoolOnce() {
		this.runner.withUserConfiguration(Routing.class)
			.withPropertyValues("monitor.database.sampling.enabled=false")
			.run((context) -> {
				try (Connection first = context.getBean("one", DataSource.class).getConnection();
						Connection second = context.getBean("routing", DataSource.class).getConnection()) {
					assertThat(first).isNotSameAs(second);
					assertThat(open(context)).isEqualTo(2);
				}
				assertThat(open(context)).isEqualTo(0);
			});
	}

	@Test
	void openConnectionsAreUnknownWithoutAPool() {
		this.runner.withUserConfiguration(Lazy.class).run((context) -> assertThat(open(context)).isEqualTo(-1));
	}

	@Test
	void samplesAreNoStatementsOfTheApplication() {
		this.runner.run((context) -> {
			Awaitility.await().until(() -> sampler(context).current() != null);
			assertThat(context.getBean(MeterRegistry.class).find("monitor.db.query").timers())
				.allMatch((timer) -> timer.count() == 0);
			assertThat(sampler(context).current(DatabaseSample::rows)).isNotNaN();
		});
	}

	@Test
	void leavesNothingBehindWhenItIsOff() {
		for (String property : new String[] { "monitor.enabled", "monitor.database.enabled" }) {
			this.runner.withPropertyValues(property + "=false")
				.run((context) -> assertThat(context).doesNotHaveBean(Databases.class)
					.doesNotHaveBean(DatabaseProperties.class)
					.doesNotHaveBean(DataSourcePostProcessor.class)
					.doesNotHaveBean(RootPoolMetadata.class)
					.doesNotHaveBean(QueryTimers.class)
					.getBean(DataSource.class)
					.isExactlyInstanceOf(HikariDataSource.class));
		}
	}

	@Test
	void diagnosticsAreThereForWhoAsksAndCostNothingBefore() {
		for (String sampling : new String[] { "true", "false" }) {
			this.runner.withPropertyValues("monitor.database.sampling.enabled=" + sampling).run((context) -> {
				assertThat(context.getBeanFactory().containsSingleton("monitorDatabaseDiagnostics")).isFalse();
				Diagnostics diagnostics = context.getBean(Diagnostics.class);
				assertThat(diagnostics.databases()).containsExactly("dataSource");
				Awaitility.await()
					.until(() -> diagnostics.ask("dataSource", "settings", false).state() == State.ANSWERED);
				assertThat(diagnostics.of("dataSource")).extracting(Diagnostic::name).startsWith("server", "size");
				assertThat(only(context).activity().over(60).loads()).isZero();
			});
		}
	}

	@Test
	void samplingAloneCanBeOff() {
		this.runner.withPropertyValues("monitor.database.sampling.enabled=false").run((context) -> {
			assertThat(context).doesNotHaveBean("monitorDatabaseSampling").doesNotHaveBean(DatabaseProbes.class);
			execute(context.getBean(DataSource.class), "select 1");
			assertThat(only(context).sampler()).isNull();
			assertThat(only(context).activity().over(60).loads()).isOne();
			assertThat(context.getBean(MeterRegistry.class).find("monitor.db.sample.age").gauge()).isNull();
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "net.ttddyy", "org.springframework.boot.jdbc.metadata", "io.micrometer",
			"org.springframework.web", "org.springframework.transaction" })
	void startsWithoutAnOptionalLibrary(String absent) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(DatabaseAutoConfiguration.class, ObservedDataSourceAutoConfiguration.class))
			.withUserConfiguration(OwnPool.class)
			.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DataSource.class));
	}

	@Test
	void requestsAreSeenInWebApplicationsOnly() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(FailedRequests.class)
			.hasSingleBean(FailedCommits.class));
		new WebApplicationContextRunner().withConfiguration(AUTO_CONFIGURATIONS)
			.run((context) -> assertThat(context).hasSingleBean(FailedRequests.class));
	}

	@Test
	void startsWithoutADataSource() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(DatabaseAutoConfiguration.class))
			.run((context) -> assertThat(context.getBean(Databases.class).all()).isEmpty());
	}

	@Test
	void probesOfTheUserWin() {
		this.runner.withUserConfiguration(OwnProbes.class)
			.run((context) -> assertThat(context).hasSingleBean(DatabaseProbes.class).hasBean("ownProbes"));
	}

	@Test
	void dataSourceThatStandsForAnotherIsNotSampled() {
		this.runner.withUserConfiguration(Lazy.class).run((context) -> {
			context.getBean("lazy");
			assertThat(context.getBean(Databases.class).all()).extracting(Database::name).containsExactly("lazy");
			assertThat(only(context).sampler()).isNull();
		});
	}

	@ParameterizedTest
	@CsvSource({ "interval, 10ms, 1s and 1h", "interval, 2h, 1s and 1h", "timeout, 0, 1s and 1m",
			"timeout, 2m, 1s and 1m" })
	void durationOutOfRangeStopsTheStart(String name, String value, String range) {
		String property = "monitor.database.sampling." + name;
		this.runner.withPropertyValues(property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOfSatisfying(InvalidPropertyException.class, (failure) -> {
					assertThat(failure.getProperty()).isEqualTo(property);
					assertThat(failure).hasMessageContaining("is not between " + range);
					assertThat(failure.analysis().getAction()).contains("Set it to a duration in that range");
				}));
	}

	@Test
	void propertiesReachTheSettings() {
		this.runner.withPropertyValues("monitor.database.sampling.interval=2m", "monitor.database.sampling.timeout=7s")
			.run((context) -> assertThat(DatabaseSettings.of(context.getBean(DatabaseProperties.class).getSampling()))
				.hasToString("DatabaseSettings[interval=PT2M, timeout=PT7S]"));
	}

	@Test
	void bucketsCanBeChanged() {
		this.runner.withPropertyValues("management.metrics.distribution.slo.monitor.db.query=1s,2s")
			.run((context) -> assertThat(context.getBean(MeterRegistry.class)
				.get("monitor.db.query")
				.tag("operation", "select")
				.tag("outcome", "ok")
				.timer()
				.takeSnapshot()
				.histogramCounts()).hasSize(2));
	}

	@Test
	void percentilesAreShownInPlaceOfBuckets() {
		this.runner.withPropertyValues("management.metrics.distribution.percentiles.monitor=0.5").run((context) -> {
			HistogramSnapshot snapshot = context.getBean(MeterRegistry.class)
				.get("monitor.db.query")
				.tag("operation", "select")
				.tag("outcome", "ok")
				.timer()
				.takeSnapshot();
			assertThat(snapshot.histogramCounts()).isEmpty();
			assertThat(snapshot.percentileValues()).hasSize(1);
		});
	}

	@Test
	void samplingEndsWithTheContext() {
		Set<Thread> before = threads();
		this.runner.run((context) -> {
			Awaitility.await().until(() -> sampler(context).current() != null);
			assertThat(threads()).hasSizeGreaterThan(before.size());
			context.close();
			Awaitility.await().untilAsserted(() -> assertThat(threads()).isSubsetOf(before));
		});
	}

	/**
	 * Return the threads that take samples, also those of applications of other tests.
	 */
	private static Set<Thread> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().equals("monitor-database-dataSource"))
			.collect(Collectors.toSet());
	}

	private static Number open(ApplicationContext context) {
		return Objects
			.requireNonNull(context.getBean(DatabaseStatus.class).section().numbers().get("open_connections"));
	}

	private static Database only(ApplicationContext context) {
		return context.getBean(Databases.class).all().iterator().next();
	}

	private static DatabaseSampler sampler(ApplicationContext context) {
		return Objects.requireNonNull(only(context).sampler());
	}

	private static void execute(DataSource dataSource, String sql) throws Exception {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPool {

		@Bean
		HikariDataSource pool() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:h2:mem:own");
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SeveralPools {

		@Bean
		@Fallback
		DataSource fallback() {
			return new JdbcDataSource();
		}

		@Bean(defaultCandidate = false)
		DataSource aside() {
			return new JdbcDataSource();
		}

		@Bean
		DataSource b() {
			return new JdbcDataSource();
		}

		@Bean
		@Primary
		DataSource main() {
			return new JdbcDataSource();
		}

		@Bean
		DataSource z() {
			return new JdbcDataSource();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Routing {

		@Bean
		HikariDataSource one() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:h2:mem:one");
			return pool;
		}

		@Bean
		DataSource routing(HikariDataSource one) {
			AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

				@Override
				protected Object determineCurrentLookupKey() {
					return "none";
				}

			};
			routing.setTargetDataSources(Map.of());
			routing.setDefaultTargetDataSource(one);
			return routing;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnProbes {

		@Bean
		DatabaseProbes ownProbes() {
			return DatabaseProbes.NONE;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Lazy {

		@Bean
		LazyConnectionDataSourceProxy lazy() {
			return new LazyConnectionDataSourceProxy(new JdbcDataSource());
		}

	}

}
