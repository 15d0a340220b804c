package dev.monitor.database.autoconfigure;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.event.QueryEvents;
import dev.monitor.logging.EventLines;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import dev.monitor.sql.pool.RootPoolMetadata;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.actuate.autoconfigure.context.properties.ConfigurationPropertiesReportEndpointAutoConfiguration;
import org.springframework.boot.actuate.context.properties.ConfigurationPropertiesReportEndpoint;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.metrics.DataSourcePoolMetricsAutoConfiguration;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link QueryLogAutoConfiguration}.
 */
class QueryLogAutoConfigurationTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(QueryLogAutoConfiguration.class,
				ObservedDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:door", "spring.datasource.hikari.maximum-pool-size=2",
				"monitor.logging.query.min-duration=0");

	@Test
	void logsStatementsOfBootsDataSource() {
		try (EventLines lines = new EventLines("query")) {
			this.runner.run((context) -> execute(context.getBean(DataSource.class)));
			assertThat(lines.only()).containsEntry("ev", "query")
				.containsEntry("dataSource", "dataSource")
				.containsEntry("statement", "select 1");
		}
	}

	@Test
	void leavesNothingBehindWhenItIsOff() {
		for (String property : new String[] { "monitor.enabled", "monitor.logging.enabled" }) {
			this.runner.withPropertyValues(property + "=false")
				.run((context) -> assertThat(context).doesNotHaveBean(QueryEvents.class)
					.doesNotHaveBean(QueryLogProperties.class)
					.doesNotHaveBean(DataSourcePostProcessor.class)
					.doesNotHaveBean(RootPoolMetadata.class)
					.getBean(DataSource.class)
					.isExactlyInstanceOf(HikariDataSource.class));
		}
	}

	@Test
	void negativeDurationLeavesDataSourcesAlone() {
		this.runner.withPropertyValues("monitor.logging.query.min-duration=-1")
			.run((context) -> assertThat(context).getBean(DataSource.class)
				.isExactlyInstanceOf(HikariDataSource.class));
	}

	@Test
	void quickStatementsAreNotLoggedByDefault() {
		try (EventLines lines = new EventLines("query")) {
			new ApplicationContextRunner()
				.withConfiguration(AutoConfigurations.of(QueryLogAutoConfiguration.class,
						ObservedDataSourceAutoConfiguration.class))
				.run((context) -> assertThat(context.getBean(QueryLogProperties.class).getMinDuration())
					.isEqualTo(Duration.ofMillis(200)));
			this.runner.withPropertyValues("monitor.logging.query.min-duration=1d")
				.run((context) -> execute(context.getBean(DataSource.class)));
			assertThat(lines.all()).isEmpty();
		}
	}

	@Test
	void durationThatIsNoneStopsTheStartAndNamesTheProperty() {
		this.runner.withPropertyValues("monitor.logging.query.min-duration=long")
			.run((context) -> assertThat(context).getFailure()
				.hasStackTraceContaining("monitor.logging.query.min-duration"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "net.ttddyy", "org.springframework.boot.jdbc.metadata", "net.logstash.logback" })
	void startsWithoutAnOptionalLibrary(String absent) {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(QueryLogAutoConfiguration.class, ObservedDataSourceAutoConfiguration.class))
			.withUserConfiguration(OwnPool.class)
			.withClassLoader(new FilteredClassLoader(absent))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(DataSource.class));
	}

	@Test
	void startsWithoutADataSource() {
		new ApplicationContextRunner()
			.withConfiguration(
					AutoConfigurations.of(QueryLogAutoConfiguration.class, ObservedDataSourceAutoConfiguration.class))
			.run((context) -> assertThat(context).hasNotFailed().hasSingleBean(QueryEvents.class));
	}

	@Test
	void eventsOfTheUserWin() {
		this.runner.withUserConfiguration(OwnEvents.class)
			.run((context) -> assertThat(context).hasSingleBean(QueryEvents.class)
				.hasBean("ownEvents")
				.getBean(DataSource.class)
				.isExactlyInstanceOf(HikariDataSource.class));
	}

	@Test
	void poolClosesWithTheContext() {
		this.runner.run((context) -> {
			HikariDataSource pool = context.getBean(HikariDataSource.class);
			execute(pool);
			context.close();
			assertThat(pool.isClosed()).isTrue();
		});
	}

	@Test
	void metricsOfThePoolAreStillThere() {
		this.runner.withConfiguration(AutoConfigurations.of(DataSourcePoolMetricsAutoConfiguration.class))
			.withUserConfiguration(Meters.class)
			.run((context) -> {
				execute(context.getBean(DataSource.class));
				SimpleMeterRegistry meters = context.getBean(SimpleMeterRegistry.class);
				context.getBeansOfType(MeterBinder.class).values().forEach((binder) -> binder.bindTo(meters));
				try (Connection connection = context.getBean(DataSource.class).getConnection()) {
					assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
					assertThat(meters.get("hikaricp.connections.active").gauge().value()).isOne();
					assertThat(meters.get("jdbc.connections.active").gauge().value()).isOne();
					assertThat(meters.get("jdbc.connections.max").gauge().value()).isEqualTo(2);
				}
			});
	}

	@Test
	void poolsMetadataIsThatOfThePool() {
		this.runner.run((context) -> {
			DataSourcePoolMetadata pool = Objects.requireNonNull(new CompositeDataSourcePoolMetadataProvider(
					context.getBeansOfType(DataSourcePoolMetadataProvider.class).values())
				.getDataSourcePoolMetadata(context.getBean(DataSource.class)));
			try (Connection connection = context.getBean(DataSource.class).getConnection()) {
				assertThat(connection.isValid(1)).isTrue();
				assertThat(pool.getActive()).isOne();
				assertThat(pool.getMax()).isEqualTo(2);
			}
		});
	}

	@Test
	void propertiesOfThePoolAreStillReported() {
		this.runner
			.withConfiguration(AutoConfigurations.of(ConfigurationPropertiesReportEndpointAutoConfiguration.class))
			.withPropertyValues("management.endpoints.web.exposure.include=configprops",
					"management.endpoint.configprops.show-values=always")
			.run((context) -> assertThat(context.getBean(ConfigurationPropertiesReportEndpoint.class)
				.configurationPropertiesWithPrefix("spring.datasource.hikari")
				.getContexts()
				.values())
				.singleElement()
				.satisfies((
						beans) -> assertThat(Objects.requireNonNull(beans.getBeans().get("dataSource")).getProperties())
							.containsEntry("maximumPoolSize", 2)
							.doesNotContainKeys("targetSource", "advisors", "error")));
	}

	@ParameterizedTest
	@ValueSource(strings = { "scoped", "lazy" })
	void dataSourcesOfAnyScopeAreLoggedOnce(String bean) {
		try (EventLines lines = new EventLines("query")) {
			this.runner.withUserConfiguration(Scopes.class)
				.run((context) -> execute(context.getBean(bean, DataSource.class)));
			assertThat(lines.only()).containsEntry("dataSource", bean);
		}
	}

	private static void execute(DataSource dataSource) throws Exception {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
	}

	private static HikariDataSource pool(String name) {
		HikariDataSource pool = new HikariDataSource();
		pool.setJdbcUrl("jdbc:h2:mem:" + name);
		return pool;
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPool {

		@Bean
		HikariDataSource pool() {
			return QueryLogAutoConfigurationTests.pool("own");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnEvents {

		@Bean
		QueryEvents ownEvents() {
			return new QueryEvents(Duration.ofMillis(-1));
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Meters {

		@Bean
		SimpleMeterRegistry meters() {
			return new SimpleMeterRegistry();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Scopes {

		@Bean
		@Scope(scopeName = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
		DataSource scoped() {
			return new DriverManagerDataSource("jdbc:h2:mem:scoped");
		}

		@Bean
		@Lazy
		HikariDataSource lazy() {
			return pool("lazy");
		}

	}

}
