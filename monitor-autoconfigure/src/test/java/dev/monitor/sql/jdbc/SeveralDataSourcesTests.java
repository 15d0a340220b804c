package dev.monitor.sql.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import javax.sql.DataSource;

import dev.monitor.sql.StatementExecution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.aop.framework.ProxyFactory;
import org.springframework.aop.target.SingletonTargetSource;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/**
 * Data sources that choose among several: each statement is told once, wherever it goes,
 * and each connection too.
 */
class SeveralDataSourcesTests {

	private final RecordingObserver observer = new RecordingObserver();

	private final Tenants tenants = new Tenants();

	static Stream<?> around() {
		return Stream.of(named("nothing", around((routing) -> routing)),
				named("lazy", around(LazyConnectionDataSourceProxy::new)),
				named("transaction aware", around(TransactionAwareDataSourceProxy::new)),
				named("delegating", around(DelegatingDataSource::new)),
				named("lazy and transaction aware", around(
						(routing) -> new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(routing)))),
				named("advised",
						around((routing) -> (DataSource) new ProxyFactory(DataSource.class,
								new SingletonTargetSource(routing))
							.getProxy())),
				named("of its own", around(Own::new)));
	}

	@ParameterizedTest
	@MethodSource("around")
	void targetsOfARoutingBeanThatAreBeansOrNot(UnaryOperator<DataSource> around) throws SQLException {
		this.tenants.add(bean(database("bean"), "bean"), database("plain"));
		DataSource routing = bean(this.tenants, "routing");
		assertEachIsToldOnce(bean(around.apply(routing), "outer"));
	}

	@ParameterizedTest
	@MethodSource("around")
	void targetsOfARoutingDataSourceThatIsNoBean(UnaryOperator<DataSource> around) throws SQLException {
		this.tenants.add(bean(database("bean"), "bean"), database("plain"));
		assertEachIsToldOnce(bean(around.apply(this.tenants), "outer"));
	}

	@Test
	void targetsThatAreAddedLater() throws SQLException {
		DataSource known = bean(database("bean"), "bean");
		this.tenants.add(known, known);
		DataSource routing = bean(this.tenants, "routing");
		this.tenants.add(known, database("plain"));
		assertEachIsToldOnce(routing);
		assertThat(this.observer.executions).extracting(StatementExecution::dataSource)
			.containsExactly("bean", "routing", "bean", "routing");
	}

	@Test
	void readOnlyTargetOfALazyProxy() throws SQLException {
		LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(bean(database("bean"), "bean"));
		lazy.setReadOnlyDataSource(database("plain"));
		DataSource outer = bean(lazy, "outer");
		outer.getConnection().close();
		this.observer.borrowed = 0;
		for (boolean readOnly : new boolean[] { false, true }) {
			try (Connection connection = outer.getConnection()) {
				connection.setReadOnly(readOnly);
				connection.createStatement().execute("select 1");
			}
		}
		assertThat(this.observer.executions).extracting(StatementExecution::dataSource)
			.containsExactly("bean", "outer");
		assertThat(this.observer.borrowed).isEqualTo(2);
	}

	@Test
	void wrapperOfOneBeanIsLeftAlone() {
		DataSource pool = bean(database("pool"), "pool");
		for (DataSource each : List.of(new DelegatingDataSource(pool), new LazyConnectionDataSourceProxy(pool),
				new TransactionAwareDataSourceProxy(new LazyConnectionDataSourceProxy(pool)))) {
			assertThat(bean(each, "outer")).isSameAs(each);
		}
	}

	@Test
	void lazyConnectionThatIsNotNeededIsNoneThatWasBorrowed() throws SQLException {
		DataSource lazy = bean(new LazyConnectionDataSourceProxy(database("pool")), "lazy");
		lazy.getConnection().close();
		assertThat(this.observer.borrowed).isZero();
		execute(lazy);
		assertThat(this.observer.borrowed).isOne();
	}

	private void assertEachIsToldOnce(DataSource dataSource) throws SQLException {
		int before = this.observer.executions.size();
		// a lazy proxy looks at the defaults of a connection first
		try (Connection connection = dataSource.getConnection()) {
			connection.createStatement().close();
		}
		int opened = this.observer.borrowed - before;
		for (String tenant : List.of("bean", "plain", "bean", "plain")) {
			this.tenants.current = tenant;
			execute(dataSource);
			assertThat(this.observer.executions).hasSize(++before);
			assertThat(this.observer.borrowed - opened).isEqualTo(before);
		}
	}

	private static void execute(DataSource dataSource) throws SQLException {
		try (Connection connection = dataSource.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("select 1");
		}
	}

	private DataSource bean(DataSource dataSource, String name) {
		return (DataSource) new DataSourcePostProcessor(() -> Stream.of(this.observer))
			.postProcessAfterInitialization(dataSource, name);
	}

	private static DataSource database(String name) {
		return new DriverManagerDataSource("jdbc:h2:mem:" + name);
	}

	private static UnaryOperator<DataSource> around(UnaryOperator<DataSource> around) {
		return around;
	}

	/**
	 * The default is a bean.
	 */
	static class Tenants extends AbstractRoutingDataSource {

		private String current = "bean";

		void add(DataSource bean, DataSource plain) {
			setTargetDataSources(Map.of("plain", plain));
			setDefaultTargetDataSource(bean);
			afterPropertiesSet();
		}

		@Override
		protected Object determineCurrentLookupKey() {
			return this.current;
		}

	}

	/**
	 * A wrapper that no framework knows.
	 */
	static class Own extends AbstractDataSource {

		private final DataSource target;

		Own(DataSource target) {
			this.target = target;
		}

		@Override
		public Connection getConnection() throws SQLException {
			return this.target.getConnection();
		}

		@Override
		public Connection getConnection(String username, String password) throws SQLException {
			return getConnection();
		}

		@Override
		public boolean isWrapperFor(Class<?> iface) throws SQLException {
			return this.target.isWrapperFor(iface);
		}

	}

}
