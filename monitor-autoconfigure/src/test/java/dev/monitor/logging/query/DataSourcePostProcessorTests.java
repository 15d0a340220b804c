package dev.monitor.logging.query;

import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.logging.EventLines;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabase;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseBuilder;
import org.springframework.jdbc.datasource.embedded.EmbeddedDatabaseType;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.withSettings;

/**
 * Tests for {@link DataSourcePostProcessor}.
 */
class DataSourcePostProcessorTests {

	private final QueryEvents all = new QueryEvents(Duration.ZERO);

	@Test
	void whatIsNoDataSourceIsLeftAloneAndAsksForNoLog() {
		AtomicInteger asked = new AtomicInteger();
		DataSourcePostProcessor postProcessor = new DataSourcePostProcessor(() -> {
			asked.incrementAndGet();
			return this.all;
		});
		assertThat(postProcessor.postProcessAfterInitialization("text", "text")).isEqualTo("text");
		assertThat(asked).hasValue(0);
	}

	@Test
	void dataSourceKeepsItsClass() {
		assertThat(process(new HikariDataSource(), "pool")).isInstanceOf(HikariDataSource.class)
			.isInstanceOf(HikariConfigMXBean.class)
			.isInstanceOf(Closeable.class)
			.isNotExactlyInstanceOf(HikariDataSource.class);
	}

	@Test
	void nothingIsDoneWhenNoStatementIsToBeLogged() {
		QueryEvents none = new QueryEvents(Duration.ofMillis(-1));
		HikariDataSource pool = new HikariDataSource();
		assertThat(new DataSourcePostProcessor(() -> none).postProcessAfterInitialization(pool, "pool")).isSameAs(pool);
	}

	@Test
	void finalClassIsLeftAloneAndTheLogSaysSo() {
		try (CapturedLog log = new CapturedLog(DataSourcePostProcessor.class)) {
			JdbcDataSource dataSource = new JdbcDataSource();
			assertThat(process(dataSource, "plain")).isSameAs(dataSource);
			FinalMethod finalMethod = new FinalMethod();
			assertThat(process(finalMethod, "sealed")).isSameAs(finalMethod);
			assertThat(log.lines()).hasSize(2)
				.allMatch((line) -> line.startsWith("INFO Statements of data source '"))
				.allMatch((line) -> line.endsWith("is final or has final methods"));
		}
	}

	@Test
	void proxyOfAClassStaysOne() throws SQLException {
		ProxyFactory factory = new ProxyFactory(new DelegatingDataSource(h2()));
		factory.setProxyTargetClass(true);
		Object processed = process(factory.getProxy(), "proxy");
		assertThat(processed).isInstanceOf(DelegatingDataSource.class);
		assertThat(isLogged((DataSource) processed)).isTrue();
	}

	@Test
	void proxyOfInterfacesStaysOne() throws SQLException {
		DataSource target = h2();
		Class<?>[] interfaces = { DataSource.class, Runnable.class };
		DataSource proxy = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), interfaces,
				(self, method, arguments) -> method.invoke(target, arguments));
		Object processed = process(proxy, "proxy");
		assertThat(processed).isNotSameAs(proxy).isInstanceOf(Runnable.class);
		assertThat(isLogged((DataSource) processed)).isTrue();
	}

	@Test
	void embeddedDatabaseIsLogged() throws SQLException {
		EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.build();
		try {
			EmbeddedDatabase processed = (EmbeddedDatabase) process(database, "embedded");
			assertThat(isLogged(processed)).isTrue();
		}
		finally {
			database.shutdown();
		}
	}

	@Test
	void scopedProxyIsLeftAloneAndItsTargetHasItsName() throws SQLException {
		DataSource scoped = mock(DataSource.class, withSettings().extraInterfaces(ScopedObject.class));
		assertThat(process(scoped, "orders")).isSameAs(scoped);
		try (EventLines lines = new EventLines("query")) {
			DataSource target = (DataSource) process(new DelegatingDataSource(h2()), "scopedTarget.orders");
			try (Connection connection = target.getConnection()) {
				connection.createStatement().execute("select 1");
			}
			assertThat(lines.only()).containsEntry("dataSource", "orders");
		}
	}

	@Test
	void dataSourceThatCannotSayWhatItWrapsIsLogged() throws SQLException {
		DataSource dataSource = (DataSource) process(new AbstractDataSource() {

			@Override
			public boolean isWrapperFor(Class<?> iface) {
				throw new UnsupportedOperationException();
			}

			@Override
			public Connection getConnection() throws SQLException {
				return h2().getConnection();
			}

			@Override
			public Connection getConnection(String username, String password) throws SQLException {
				return getConnection();
			}

		}, "mute");
		assertThat(isLogged(dataSource)).isTrue();
	}

	@Test
	void singleConnectionStaysOpen() throws SQLException {
		SingleConnectionDataSource single = new SingleConnectionDataSource("jdbc:h2:mem:single", false);
		try {
			SingleConnectionDataSource logged = (SingleConnectionDataSource) process(single, "single");
			Connection connection = logged.getConnection();
			assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
			assertThat(logged.shouldClose(connection)).isFalse();
			assertThat(logged.shouldClose(mock())).isTrue();
		}
		finally {
			single.destroy();
		}
	}

	private Object process(Object bean, String name) {
		return new DataSourcePostProcessor(() -> this.all).postProcessAfterInitialization(bean, name);
	}

	private static boolean isLogged(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection instanceof ProxyJdbcObject;
		}
	}

	private static DataSource h2() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:processed");
		return dataSource;
	}

	static class FinalMethod extends DelegatingDataSource {

		public final int places() {
			return 1;
		}

	}

}
