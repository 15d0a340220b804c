package dev.monitor.dashboard;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.dashboard.DashboardApp.Answer;
import dev.monitor.database.PostgresProcess;
import dev.monitor.guard.TokenHash;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What the page is told by a real PostgreSQL that has granted the application nothing,
 * and in which an application was forgotten in a transaction.
 */
@SuppressWarnings("NullAway.Init")
class AskedPostgreSqlTests {

	private static final String DATABASE = "/actuator/dashboard/data/database/dataSource";

	private static PostgresProcess postgres;

	private static HikariDataSource admin;

	private static HikariDataSource pool;

	private static Connection idle;

	private static DashboardApp app;

	@BeforeAll
	static void start() throws SQLException {
		postgres = new PostgresProcess();
		admin = postgres.pool("monitor", 1);
		try (Connection connection = admin.getConnection(); Statement statement = connection.createStatement()) {
			statement.execute("create role plain login");
			statement.execute("create table orders (id int); grant all on orders to plain");
		}
		pool = postgres.pool("plain", 1);
		idle = pool.getConnection();
		idle.setAutoCommit(false);
		try (Statement statement = idle.createStatement()) {
			statement.execute("insert into orders values (1)");
			statement.execute("select 'a secret' from orders");
		}
		app = DashboardApp.start(AskedPostgreSqlTests.class, "spring.datasource.url=" + postgres.url(),
				"spring.datasource.username=plain", "monitor.dashboard.show-values=operate",
				"monitor.dashboard.tokens.viewer.hash=" + TokenHash.of("view").toHex(),
				"monitor.dashboard.tokens.operator.hash=" + TokenHash.of("operate").toHex(),
				"monitor.dashboard.tokens.operator.level=operate");
	}

	@AfterAll
	static void stop() throws IOException, SQLException {
		if (app != null) {
			app.close();
		}
		if (postgres != null) {
			idle.close();
			pool.close();
			admin.close();
			postgres.close();
		}
	}

	@Test
	void theListGrowsOnceTheServerIsKnown() {
		await().untilAsserted(() -> assertThat(ask("view", "/server").body()).contains("\"state\":\"answered\"",
				"\"PostgreSQL\"", "\"name\":\"duplicate-indexes\""));
	}

	@Test
	void textsOfStatementsAreForOperators() {
		theListGrowsOnceTheServerIsKnown();
		await().untilAsserted(
				() -> assertThat(ask("view", "/activity").body()).contains("\"idle in transaction\"", "\"SELECT\""));
		await().untilAsserted(
				() -> assertThat(ask("operate", "/activity").body()).contains("\"select 'a secret' from orders\""));
		assertThat(ask("view", "/activity").body()).doesNotContain("secret");
	}

	@Test
	void whatTheRoleMayNotSeeIsNamedWithTheGrant() {
		theListGrowsOnceTheServerIsKnown();
		await().untilAsserted(() -> assertThat(ask("view", "/statements-by-time,activity").body())
			.doesNotContain("\"state\":\"running\""));
		assertThat(ask("view", "/statements-by-time,activity").body()).contains("pg_stat_statements",
				"Hidden sessions: 1. To see them: GRANT pg_monitor TO plain");
	}

	@Test
	void theFirstSampleTellsVersionsToTheLastTab() {
		await().untilAsserted(() -> assertThat(send("view", "/actuator/dashboard/data/facts").body())
			.containsPattern("\\[\"Database dataSource\",\"PostgreSQL 1\\d[^\"]*\"\\]"));
	}

	@Test
	void whatIsNotThereIsNotFound() {
		assertThat(ask("view", "/nothing").status()).isEqualTo(404);
		assertThat(send("view", DATABASE + "x/server").status()).isEqualTo(404);
		assertThat(ask("nobody", "/server").status()).isEqualTo(401);
	}

	private static Answer ask(String token, String names) {
		return send(token, DATABASE + names);
	}

	private static Answer send(String token, String path) {
		try {
			return app.send(app.port("server"), "GET", path, "Authorization: Bearer " + token);
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

}
