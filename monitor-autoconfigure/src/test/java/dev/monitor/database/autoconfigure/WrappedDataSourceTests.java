package dev.monitor.database.autoconfigure;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.logging.EventLines;
import dev.monitor.sql.autoconfigure.ObservedDataSourceAutoConfiguration;
import dev.monitor.sql.jdbc.DataSourcePostProcessor;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.metadata.CompositeDataSourcePoolMetadataProvider;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadata;
import org.springframework.boot.jdbc.metadata.DataSourcePoolMetadataProvider;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.PriorityOrdered;
import org.springframework.jdbc.datasource.AbstractDataSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Data sources of final classes: the application's own, and what post processors of
 * others make of a pool, as the starter of OpenTelemetry does.
 */
class WrappedDataSourceTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(QueryLogAutoConfiguration.class,
				ObservedDataSourceAutoConfiguration.class, DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:wrapped", "spring.datasource.hikari.maximum-pool-size=2",
				"monitor.logging.query.min-duration=0");

	@ParameterizedTest
	@ValueSource(classes = { WrapsLate.class, WrapsFirst.class, WrapsEarly.class })
	void finalClassOfAnotherPostProcessorHidesNothing(Class<?> wrapping) {
		for (Class<?> declared : new Class<?>[] { BootsPool.class, OwnPool.class }) {
			try (EventLines lines = new EventLines("query");
					CapturedLog log = new CapturedLog(DataSourcePostProcessor.class)) {
				this.runner.withUserConfiguration(wrapping, declared).run((context) -> {
					DataSource dataSource = context.getBean(DataSource.class);
					execute(dataSource);
					assertThat(dataSource.isWrapperFor(FinalDataSource.class)).isTrue();
					assertThat(Objects.requireNonNull(new CompositeDataSourcePoolMetadataProvider(
							context.getBeansOfType(DataSourcePoolMetadataProvider.class).values())
						.getDataSourcePoolMetadata(dataSource))).extracting(DataSourcePoolMetadata::getMax)
						.isEqualTo(2);
				});
				assertThat(lines.only()).containsEntry("statement", "select 1");
				assertThat(log.lines()).isEmpty();
			}
		}
	}

	@Test
	void finalClassThatIsDeclaredAsAnInterfaceIsObserved() {
		try (EventLines lines = new EventLines("query")) {
			this.runner.withUserConfiguration(FinalAsInterface.class)
				.run((context) -> execute(context.getBean(DataSource.class)));
			assertThat(lines.only()).containsEntry("dataSource", "h2");
		}
	}

	@Test
	void finalClassThatIsDeclaredAsSuchIsLeftAloneAndTheRemedyIsNamed() {
		try (EventLines lines = new EventLines("query");
				CapturedLog log = new CapturedLog(DataSourcePostProcessor.class)) {
			this.runner.withUserConfiguration(FinalAsItself.class)
				.run((context) -> execute(context.getBean(JdbcDataSource.class)));
			assertThat(lines.all()).isEmpty();
			assertThat(log.lines()).singleElement()
				.asString()
				.startsWith("WARN SQL timing and logging are off for data source 'h2': it cannot be proxied")
				.endsWith("Declare the bean as javax.sql.DataSource.");
		}
	}

	private static void execute(DataSource dataSource) throws Exception {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
	}

	private static JdbcDataSource h2Database() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:final");
		return dataSource;
	}

	@Configuration(proxyBeanMethods = false)
	static class BootsPool {

	}

	@Configuration(proxyBeanMethods = false)
	static class OwnPool {

		@Bean
		DataSource own() {
			HikariDataSource pool = new HikariDataSource();
			pool.setJdbcUrl("jdbc:h2:mem:own");
			pool.setMaximumPoolSize(2);
			return pool;
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FinalAsInterface {

		@Bean
		DataSource h2() {
			return h2Database();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class FinalAsItself {

		@Bean
		JdbcDataSource h2() {
			return h2Database();
		}

	}

	static class WrapsLate implements BeanPostProcessor, Ordered {

		@Override
		public int getOrder() {
			return LOWEST_PRECEDENCE - 20;
		}

		@Override
		public Object postProcessAfterInitialization(Object bean, String beanName) {
			return FinalDataSource.around(bean);
		}

	}

	static class WrapsFirst extends WrapsLate implements PriorityOrdered {

		@Override
		public int getOrder() {
			return HIGHEST_PRECEDENCE;
		}

	}

	static class WrapsEarly implements BeanPostProcessor {

		@Override
		public Object postProcessBeforeInitialization(Object bean, String beanName) {
			return FinalDataSource.around(bean);
		}

	}

	static final class FinalDataSource extends AbstractDataSource {

		private final DataSource target;

		private FinalDataSource(DataSource target) {
			this.target = target;
		}

		static Object around(Object bean) {
			return (bean instanceof DataSource dataSource) ? new FinalDataSource(dataSource) : bean;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return this.target.getConnection(username, password);
		}

		@Override
		public <T> T unwrap(Class<T> iface) throws SQLException {
			return iface.isInstance(this) ? iface.cast(this) : this.target.unwrap(iface);
		}

		@Override
		public boolean isWrapperFor(Class<?> iface) throws SQLException {
			return iface.isInstance(this) || this.target.isWrapperFor(iface);
		}

	}

}
