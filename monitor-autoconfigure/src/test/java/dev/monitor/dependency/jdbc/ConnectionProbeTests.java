package dev.monitor.dependency.jdbc;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;

import javax.sql.DataSource;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.check.Check;
import dev.monitor.check.CheckFailedException;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.Checks;
import dev.monitor.check.HandDriven;
import dev.monitor.check.TimeSource;
import dev.monitor.dependency.hikari.HikariBorrower;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.PoolState;
import dev.monitor.sql.pool.KnownPools;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.jdbc.metadata.HikariDataSourcePoolMetadata;
import org.springframework.jdbc.datasource.AbstractDataSource;
import org.springframework.jdbc.datasource.DelegatingDataSource;
import org.springframework.jdbc.datasource.LazyConnectionDataSourceProxy;
import org.springframework.jdbc.datasource.lookup.AbstractRoutingDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class ConnectionProbeTests {

	private static final Duration TIMEOUT = Duration.ofMillis(200);

	private static final String DOWN_URL = "jdbc:h2:tcp://127.0.0.1:1/mem:absent;USER=scott;PASSWORD=tiger";

	private static final PoolReader HIKARI = new KnownPools(
			() -> Stream.of((dataSource) -> (dataSource instanceof HikariDataSource pool)
					? new HikariDataSourcePoolMetadata(pool) : null));

	private Checks monitor = new Checks(HandDriven.KIND, List.of());

	@BeforeAll
	static void loadTheDriverBeforeAPoolLosesPatience() throws SQLException {
		try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:load")) {
			assertThat(connection.isValid(1)).isTrue();
		}
	}

	@AfterEach
	void stop() {
		this.monitor.stop();
	}

	@Test
	void succeedsWithAValidConnectionAndGivesItBack() {
		try (HikariDataSource pool = pool("jdbc:h2:mem:valid", 1, 30_000)) {
			for (int round = 0; round < 3; round++) {
				assertThatCode(() -> check(pool).check()).doesNotThrowAnyException();
			}
			assertThat(pool.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	@Test
	void succeedsWithoutAPool() {
		JdbcDataSource plain = new JdbcDataSource();
		plain.setUrl("jdbc:h2:mem:plain");
		assertThatCode(() -> check(plain).check()).doesNotThrowAnyException();
	}

	@Test
	void failsWithAConnectionThatIsNotValid() {
		assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(new Broken()).check())
			.withMessage("connection is not valid");
	}

	@Test
	void exhaustedPoolFailsWithinTheTimeoutAndSaysSo() throws SQLException {
		try (HikariDataSource pool = pool("jdbc:h2:mem:exhausted", 2, 30_000)) {
			try (Connection one = pool.getConnection(); Connection two = pool.getConnection()) {
				Check dependency = start(check(pool));
				await().until(() -> dependency.state().consecutiveFailures() >= 2);
				await().untilAsserted(() -> assertThat(dependency.state().reason())
					.isEqualTo("pool exhausted: 2 of 2 connections in use"));
				assertThat(dependency.state().lastResult()).isNotNull();
				assertThat(one.isValid(1) && two.isValid(1)).isTrue();
			}
			await().until(() -> this.monitor.all().get(0).state().isUp());
			await().until(() -> pool.getHikariPoolMXBean().getThreadsAwaitingConnection() == 0);
		}
	}

	@Test
	void exhaustedPoolWithAShortPatienceSaysSoToo() throws SQLException {
		try (HikariDataSource pool = pool("jdbc:h2:mem:impatient", 1, 1_000); Connection held = pool.getConnection()) {
			assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(pool).check())
				.withMessage("pool exhausted: 1 of 1 connections in use");
			assertThat(held.isValid(1)).isTrue();
		}
	}

	@Test
	void databaseThatIsDownIsNoExhaustedPool() {
		try (HikariDataSource pool = pool(DOWN_URL, 2, 250)) {
			await()
				.untilAsserted(() -> assertThatExceptionOfType(SQLException.class).isThrownBy(() -> check(pool).check())
					.withMessageContaining("Connection is broken"));
		}
		try (HikariDataSource pool = pool(DOWN_URL, 2, 30_000)) {
			Check dependency = start(check(pool));
			await().until(() -> dependency.state().consecutiveFailures() >= 2);
			assertThat(dependency.state().reason()).doesNotContain("exhausted");
		}
	}

	@Test
	void patientPoolSaysInTimeWhatTheDatabaseSaid() {
		try (HikariDataSource pool = pool(DOWN_URL, 2, 30_000)) {
			Check dependency = start(check(new DelegatingDataSource(pool)));
			await().untilAsserted(() -> assertThat(dependency.state().reason()).contains("Connection is broken"));
			assertThat(dependency.state().reason()).doesNotContain("tiger");
		}
	}

	@Test
	void databaseThatHangsIsNoExhaustedPool() {
		Broken hanging = new Broken();
		hanging.hang = true;
		Check dependency = start(
				new ConnectionProbe(() -> hanging, Borrower.PLAIN, (any) -> new PoolState(1, 0, 1), TIMEOUT));
		await().until(() -> dependency.state().consecutiveFailures() >= 4);
		assertThat(dependency.state().reason()).doesNotContain("exhausted");
	}

	@Test
	void lazyProxyIsAskedForATrueConnection() throws SQLException {
		try (HikariDataSource pool = pool("jdbc:h2:mem:lazy", 1, 1_000)) {
			LazyConnectionDataSourceProxy lazy = new LazyConnectionDataSourceProxy(pool);
			assertThatCode(() -> check(lazy).check()).doesNotThrowAnyException();
			try (Connection held = pool.getConnection()) {
				assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(lazy).check())
					.withMessage("pool exhausted: 1 of 1 connections in use");
				assertThat(held.isValid(1)).isTrue();
			}
		}
	}

	@Test
	void everyTargetOfARoutingDataSourceIsAsked() throws SQLException {
		JdbcDataSource healthy = new JdbcDataSource();
		healthy.setUrl("jdbc:h2:mem:healthy");
		Map<Object, Object> targets = new LinkedHashMap<>();
		targets.put("north", healthy);
		assertThatCode(() -> check(routing(targets)).check()).doesNotThrowAnyException();
		targets.put("south", new Broken());
		assertThatExceptionOfType(CheckFailedException.class).isThrownBy(() -> check(routing(targets)).check())
			.withMessage("'south': connection is not valid");
		assertThatExceptionOfType(CheckFailedException.class)
			.isThrownBy(() -> check(new LazyConnectionDataSourceProxy(routing(targets))).check())
			.withMessage("'south': connection is not valid");
	}

	private Check start(ConnectionProbe check) {
		Check dependency = new Check("db", true, check,
				new CheckSchedule(TIMEOUT, Duration.ofMillis(50), TIMEOUT, 1, 1), TimeSource.SYSTEM);
		this.monitor = new Checks(HandDriven.KIND, List.of(dependency));
		this.monitor.start();
		return dependency;
	}

	private static ConnectionProbe check(DataSource dataSource) {
		return new ConnectionProbe(() -> dataSource, new HikariBorrower(TIMEOUT), HIKARI, TIMEOUT);
	}

	private static AbstractRoutingDataSource routing(Map<Object, Object> targets) {
		AbstractRoutingDataSource routing = new AbstractRoutingDataSource() {

			@Override
			protected Object determineCurrentLookupKey() {
				throw new IllegalStateException("nobody to route");
			}

		};
		routing.setTargetDataSources(targets);
		routing.afterPropertiesSet();
		return routing;
	}

	private static HikariDataSource pool(String url, int size, long connectionTimeout) {
		HikariConfig config = new HikariConfig();
		config.setJdbcUrl(url);
		config.setMaximumPoolSize(size);
		config.setConnectionTimeout(connectionTimeout);
		config.setInitializationFailTimeout(url.equals(DOWN_URL) ? -1 : 30_000);
		return new HikariDataSource(config);
	}

	/**
	 * Gives connections that are not valid, or keep silent about it.
	 */
	private static final class Broken extends AbstractDataSource {

		private volatile boolean hang;

		@Override
		public Connection getConnection() {
			return (Connection) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Connection.class },
					(proxy, method, arguments) -> {
						if (!method.getName().equals("isValid")) {
							return null;
						}
						if (this.hang) {
							new CountDownLatch(1).await();
						}
						return false;
					});
		}

		@Override
		public Connection getConnection(String username, String password) {
			return getConnection();
		}

	}

}
