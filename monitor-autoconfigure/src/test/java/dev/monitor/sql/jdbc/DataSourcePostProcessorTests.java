package dev.monitor.sql.jdbc;

import java.io.Closeable;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfigMXBean;
import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.CapturedLog;
import dev.monitor.sql.StatementExecution;
import net.ttddyy.dsproxy.proxy.ProxyJdbcObject;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.scope.ScopedObject;
import org.springframework.beans.factory.FactoryBean;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
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

	private final RecordingObserver observer = new RecordingObserver();

	@Test
	void whatIsNoDataSourceIsLeftAloneAndAsksForNoObserver() {
		AtomicInteger asked = new AtomicInteger();
		DataSourcePostProcessor postProcessor = new DataSourcePostProcessor(() -> {
			asked.incrementAndGet();
			return Stream.of(this.observer);
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
	void nothingIsDoneWithoutAnActiveObserver() {
		this.observer.active = false;
		HikariDataSource pool = new HikariDataSource();
		assertThat(process(pool, "pool")).isSameAs(pool);
		assertThat(new DataSourcePostProcessor(Stream::empty).postProcessAfterInitialization(pool, "pool"))
			.isSameAs(pool);
	}

	@Test
	void finalClassIsLeftAloneAndTheLogSaysSo() {
		try (CapturedLog log = new CapturedLog(DataSourcePostProcessor.class)) {
			JdbcDataSource dataSource = new JdbcDataSource();
			assertThat(process(dataSource, "plain")).isSameAs(dataSource);
			FinalMethod finalMethod = new FinalMethod();
			assertThat(process(finalMethod, "sealed")).isSameAs(finalMethod);
			assertThat(log.lines()).hasSize(2)
				.allMatch((line) -> line.startsWith("WARN SQL timing and logging are off for data source '"))
				.allMatch((line) -> line
					.endsWith(" is final or has final methods). Declare the bean as javax.sql.DataSource."));
		}
	}

	@Test
	void whatAFactoryBeanMakesIsWhatTheFactoryIsDeclaredToMake() throws SQLException {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
			context.registerBean(DataSourcePostProcessor.class,
					() -> new DataSourcePostProcessor(() -> Stream.of(this.observer)));
			context.register(Factories.class);
			context.refresh();
			assertThat(context.getBean(FinalClass.class)).isSameAs(context.getBean("finalClass"));
			assertThat(isObserved(context.getBean("byInterface", DataSource.class))).isTrue();
			assertThat(isObserved(context.getBean("ofAnything", DataSource.class))).isTrue();
		}
	}

	@Test
	void proxyOfAClassStaysOne() throws SQLException {
		ProxyFactory factory = new ProxyFactory(new DelegatingDataSource(h2()));
		factory.setProxyTargetClass(true);
		Object processed = process(factory.getProxy(), "proxy");
		assertThat(processed).isInstanceOf(DelegatingDataSource.class);
		assertThat(isObserved((DataSource) processed)).isTrue();
	}

	@Test
	void proxyOfInterfacesStaysOne() throws SQLException {
		DataSource target = h2();
		Class<?>[] interfaces = { DataSource.class, Runnable.class };
		DataSource proxy = (DataSource) Proxy.newProxyInstance(getClass().getClassLoader(), interfaces,
				(self, method, arguments) -> method.invoke(target, arguments));
		Object processed = process(proxy, "proxy");
		assertThat(processed).isNotSameAs(proxy).isInstanceOf(Runnable.class);
		assertThat(isObserved((DataSource) processed)).isTrue();
	}

	@Test
	void embeddedDatabaseIsObserved() throws SQLException {
		EmbeddedDatabase database = new EmbeddedDatabaseBuilder().setType(EmbeddedDatabaseType.H2)
			.generateUniqueName(true)
			.build();
		try {
			EmbeddedDatabase processed = (EmbeddedDatabase) process(database, "embedded");
			assertThat(isObserved(processed)).isTrue();
		}
		finally {
			database.shutdown();
		}
	}

	@Test
	void scopedProxyIsLeftAloneAndItsTargetHasItsName() throws SQLException {
		DataSource scoped = mock(DataSource.class, withSettings().extraInterfaces(ScopedObject.class));
		assertThat(process(scoped, "orders")).isSameAs(scoped);
		DelegatingDataSource target = new DelegatingDataSource(h2());
		try (Connection connection = ((DataSource) process(target, "scopedTarget.orders")).getConnection()) {
			connection.createStatement().execute("select 1");
		}
		assertThat(this.observer.observed).containsExactly(Map.entry("orders", target));
		assertThat(this.observer.executions).extracting(StatementExecution::dataSource).containsExactly("orders");
	}

	@Test
	void dataSourceThatCannotSayWhatItWrapsIsObserved() throws SQLException {
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
		assertThat(isObserved(dataSource)).isTrue();
	}

	@Test
	void singleConnectionStaysOpen() throws SQLException {
		SingleConnectionDataSource single = new SingleConnectionDataSource("jdbc:h2:mem:single", false);
		try {
			SingleConnectionDataSource observed = (SingleConnectionDataSource) process(single, "single");
			Connection connection = observed.getConnection();
			assertThat(connection).isInstanceOf(ProxyJdbcObject.class);
			assertThat(observed.shouldClose(connection)).isFalse();
			assertThat(observed.shouldClose(mock())).isTrue();
		}
		finally {
			single.destroy();
		}
	}

	private Object process(Object bean, String name) {
		return new DataSourcePostProcessor(() -> Stream.of(this.observer)).postProcessAfterInitialization(bean, name);
	}

	private static boolean isObserved(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection()) {
			return connection instanceof ProxyJdbcObject;
		}
	}

	private static DataSource h2() {
		JdbcDataSource dataSource = new JdbcDataSource();
		dataSource.setURL("jdbc:h2:mem:processed");
		return dataSource;
	}

	@Configuration(proxyBeanMethods = false)
	static class Factories {

		@Bean
		static FactoryBean<FinalClass> finalClass() {
			return new Factory<>(FinalClass.class);
		}

		@Bean
		static FactoryBean<DataSource> byInterface() {
			return new Factory<>(DataSource.class);
		}

		@Bean
		static FactoryBean<?> ofAnything() {
			return new Factory<>(Object.class);
		}

	}

	record Factory<T>(Class<T> type) implements FactoryBean<T> {

		@Override
		public T getObject() {
			return this.type.cast(new FinalClass());
		}

		@Override
		public Class<?> getObjectType() {
			return this.type;
		}

	}

	static final class FinalClass extends DelegatingDataSource {

		FinalClass() {
			super(h2());
		}

	}

	static class FinalMethod extends DelegatingDataSource {

		public final int places() {
			return 1;
		}

	}

}
