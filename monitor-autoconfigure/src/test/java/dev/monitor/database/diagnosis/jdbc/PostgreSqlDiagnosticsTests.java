package dev.monitor.database.diagnosis.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.PostgresProcess;
import dev.monitor.database.diagnosis.DiagnosedDatabases;
import dev.monitor.sql.PoolState;
import dev.monitor.status.DiagnosticResult;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Diagnostics of a real PostgreSQL: one database with defects, one without.
 */
@SuppressWarnings("NullAway.Init")
class PostgreSqlDiagnosticsTests {

	/**
	 * A name that would be markup in a page and would end a name in SQL.
	 */
	private static final String HOSTILE = "<img src=x onerror=\"alert(1)\"> '; drop table orders; --";

	private static final String QUOTED = '"' + HOSTILE.replace("\"", "\"\"") + '"';

	private static PostgresProcess postgres;

	private static HikariDataSource pool;

	private static AskedDatabase defects;

	/**
	 * Idle in a transaction since the beginning.
	 */
	private static Connection idle;

	@BeforeAll
	static void startServer() throws SQLException {
		postgres = new PostgresProcess();
		try (HikariDataSource admin = postgres.pool("monitor", 1)) {
			new AskedDatabase(admin).execute("create database clean", "create database defects",
					"create role plain login");
		}
		pool = pool("monitor", "defects", 6);
		defects = new AskedDatabase(pool);
		defects.execute("create table customers (id int primary key)", "create table held (id int)",
				"insert into held values (1)",
				"create table orders (id serial primary key, customer int references customers, amount int, note text)",
				"insert into orders (amount, note) select i, i from generate_series(1, 120000) i");
		idle = pool.getConnection();
		idle.setAutoCommit(false);
		idle.createStatement().execute("update held set id = 1");
		idle.createStatement().execute("select 'a secret' from held");
	}

	@AfterAll
	static void closeServer() throws IOException, SQLException {
		if (postgres != null) {
			idle.close();
			pool.close();
			postgres.close();
		}
	}

	@Test
	void duplicateIndexIsFoundAndNoOther() throws Exception {
		defects.execute("create table goods (id int primary key, amount int, note text)",
				"create index goods_idx on goods (amount)", "create index goods_idx2 on goods (amount)",
				"create index on goods (amount desc)", "create index on goods using hash (amount)",
				"create index on goods (amount) where amount > 1", "create index on goods (amount) include (note)",
				"create index on goods (note collate \"C\")", "create index on goods (note)",
				"create index on goods (note text_pattern_ops)", "create index on goods (lower(note))",
				"create index " + QUOTED + " on goods (id)", "create table named (id int primary key)",
				"alter table named add constraint again unique (id)");
		assertThat(defects.findings("duplicate-indexes")).containsExactlyInAnyOrder(
				"Index goods_idx2 duplicates goods_idx: drop one, as with DROP INDEX CONCURRENTLY goods_idx2",
				"Index %s duplicates goods_pkey: drop one, as with DROP INDEX CONCURRENTLY %s".formatted(QUOTED,
						QUOTED),
				"Index again duplicates named_pkey: drop one, as with ALTER TABLE named DROP CONSTRAINT again");
	}

	@Test
	void unusedIndexIsFound() throws Exception {
		defects.execute("create index orders_unused on orders (note)");
		try (Connection reading = pool.getConnection()) {
			execute(reading, "do $$ begin for i in 1..1100 loop perform from orders where id = i; end loop; end $$");
			await(() -> {
				handInStatistics(reading);
				assertThat(defects.findings("unused-indexes"))
					.anySatisfy((finding) -> assertThat(finding).startsWith("Index orders_unused (")
						.endsWith("CONCURRENTLY orders_unused"));
			});
		}
		assertThat(defects.ask("unused-indexes").notes()).singleElement().asString().contains("a replica may read");
	}

	@Test
	void invalidIndexIsFound() {
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> defects.execute("create table twice (id int)",
				"insert into twice values (1), (1)", "create unique index concurrently twice_idx on twice (id)"));
		await(() -> assertThat(defects.findings("invalid-indexes")).containsExactly(
				"Index twice_idx of table twice is invalid: REINDEX INDEX CONCURRENTLY twice_idx, or drop it"));
	}

	@Test
	void foreignKeyWithoutIndexIsFound() throws Exception {
		assertThat(defects.findings("foreign-keys")).singleElement()
			.asString()
			.startsWith(
					"Foreign key orders_customer_fkey has no index, so deleting from customers reads all of orders (")
			.endsWith("CREATE INDEX CONCURRENTLY ON orders (customer)");
	}

	@Test
	void deadRowsAreFound() {
		await(() -> {
			defects.execute("create table if not exists dead (id int) with (autovacuum_enabled = false)",
					"insert into dead select generate_series(1, 40000)", "delete from dead");
			assertThat(defects.findings("tables")).anySatisfy((finding) -> assertThat(finding)
				.matches("Table dead has \\d+ dead rows beside 0 others: VACUUM it, and end old transactions"));
			assertThat(defects.findings("autovacuum")).anySatisfy((finding) -> assertThat(finding)
				.endsWith("autovacuum is off for it: ALTER TABLE dead RESET (autovacuum_enabled)"));
		});
	}

	@Test
	void tableThatIsReadFromEndToEndIsFound() throws Exception {
		try (Connection reading = pool.getConnection()) {
			execute(reading, "create table big as select i, i other from generate_series(1, 100000) i");
			execute(reading, "do $$ begin for i in 1..110 loop perform count(*) from big; end loop; end $$");
			await(() -> {
				handInStatistics(reading);
				assertThat(defects.findings("tables")).contains("Table big of 100000 rows was read from end to end 110 "
						+ "times: create an index on what is filtered by");
			});
		}
	}

	@Test
	void fullSequenceIsFoundByTheTypeOfItsColumn() throws Exception {
		defects.execute("create table small (id smallint primary key)", "create sequence small_seq owned by small.id",
				"select setval('small_seq', 30000)", "create sequence falling increment -1 minvalue -100",
				"select setval('falling', -99)", "create sequence round maxvalue 10 cycle",
				"select setval('round', 10)");
		assertThat(defects.findings("sequences")).containsExactlyInAnyOrder(
				"Sequence small_seq has used 92 % of its numbers, which end at 32767: make small.id and the sequence bigint",
				"Sequence falling has used 99 % of its numbers, which end at -100: make its column and the sequence bigint");
	}

	@Test
	void blockedSessionIsFoundAndWhoBlocksIt() throws Exception {
		try (Connection waiting = pool.getConnection()) {
			CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> execute(waiting, "delete from held"));
			await(() -> assertThat(defects.findings("blocked")).singleElement()
				.asString()
				.matches("Session \\d+ has waited \\d+ s for a lock of session \\d+ \\(.*, idle in transaction\\): "
						+ "end that transaction, or SELECT pg_terminate_backend\\(\\d+\\)"));
			DiagnosticResult result = defects.ask("blocked");
			assertThat(AskedDatabase.column(result, "table")).containsExactly("held");
			assertThat(AskedDatabase.column(result, "statement")).containsExactly("DELETE");
			assertThat(AskedDatabase.column(result, "its statement")).containsExactly("SELECT");
			defects.execute("select pg_cancel_backend(" + AskedDatabase.column(result, "session").get(0) + ")");
			waits.get(30, TimeUnit.SECONDS);
		}
	}

	@Test
	void sessionThatIsIdleInATransactionIsFoundAndItsValuesAreHidden() throws Exception {
		await(() -> assertThat(defects.findings("activity")).singleElement()
			.asString()
			.matches("Session \\d+ \\(.*\\) has been idle in a transaction for \\d+ s, which keeps its locks: .*"));
		assertThat(defects.ask("activity").toString()).doesNotContain("secret");
		assertThat(defects.ask("activity", true).toString()).contains("select 'a secret' from held");
	}

	@Test
	void statementsAreToldByTimeAndByCalls() throws Exception {
		assertThat(defects.ask("statements-by-time").notes()).singleElement()
			.asString()
			.contains("not installed")
			.endsWith("CREATE EXTENSION pg_stat_statements");
		defects.execute("create schema \"of its own\"", "create extension pg_stat_statements schema \"of its own\"",
				"select 1 from customers");
		for (String name : List.of("statements-by-time", "statements-by-calls")) {
			DiagnosticResult result = defects.ask(name);
			assertThat(result.notes()).isEmpty();
			assertThat(AskedDatabase.column(result, "statement")).contains("SELECT")
				.doesNotContain("select $1 from customers");
			assertThat(AskedDatabase.column(defects.ask(name, true), "statement")).contains("select $1 from customers");
		}
	}

	@Test
	void cleanSchemaHasNoFinding() throws Exception {
		try (HikariDataSource connections = pool("monitor", "clean", 2)) {
			AskedDatabase clean = new AskedDatabase(connections);
			clean.execute("create table customers (id bigserial primary key, name text unique)",
					"create table orders (id bigserial, customer bigint references customers, placed date, "
							+ "primary key (id, placed)) partition by range (placed)",
					"create table orders_1 partition of orders for values from ('2026-01-01') to ('2027-01-01')",
					"create index on orders (customer)", "create index on orders (placed)",
					"insert into customers (name) select i from generate_series(1, 1000) i",
					"insert into orders (customer, placed) select 1 + i % 1000, '2026-05-05' from generate_series(1, 50000) i",
					"vacuum analyze");
			assertThat(clean.names()).containsExactly("server", "cache-hits", "tables", "autovacuum", "unused-indexes",
					"duplicate-indexes", "invalid-indexes", "foreign-keys", "activity", "blocked", "statements-by-time",
					"statements-by-calls", "transaction-ids", "sequences", "settings");
			for (String name : clean.names()) {
				DiagnosticResult result = clean.ask(name);
				if (name.equals("settings")) {
					// the server of the tests is one that does not mind
					assertThat(result.findings())
						.containsExactly("fsync is off, so a crash can destroy the data: switch it on");
				}
				else {
					assertThat(result.findings()).as(name).isEmpty();
				}
				assertThat(result.rows()).allSatisfy((row) -> assertThat(row).hasSameSizeAs(result.columns()));
			}
		}
	}

	@Test
	void roleWithoutRightsGetsTheLineThatGrantsThem() throws Exception {
		try (HikariDataSource connections = pool("plain", "clean", 1);
				HikariDataSource others = pool("monitor", "clean", 1);
				Connection other = others.getConnection()) {
			AskedDatabase plain = new AskedDatabase(connections);
			execute(other, "create sequence hidden");
			assertThat(plain.ask("activity").notes()).singleElement().asString().endsWith("GRANT pg_monitor TO plain");
			assertThat(plain.ask("activity").toString()).doesNotContain("insufficient");
			assertThat(plain.ask("sequences").notes()).anySatisfy(
					(note) -> assertThat(note).endsWith("GRANT SELECT ON ALL SEQUENCES IN SCHEMA public TO plain"));
			for (String name : plain.names()) {
				plain.ask(name);
			}
			execute(other, "grant pg_monitor to plain");
			assertThat(plain.ask("activity").notes()).isEmpty();
			execute(other, "revoke pg_monitor from plain");
		}
	}

	@Test
	void threeThousandTablesAreAskedInTime() throws Exception {
		defects.execute("create database many");
		try (HikariDataSource connections = pool("monitor", "many", 2)) {
			AskedDatabase many = new AskedDatabase(connections);
			for (int i = 0; i < 3000; i += 500) {
				many.execute("do $$ begin for i in " + i + ".." + (i + 499)
						+ " loop execute format('create table t%s (id int, o int)', i);"
						+ " execute format('create index on t%s (o)', i); end loop; end $$");
			}
			for (String name : many.names()) {
				assertThat(many.ask(name).rows()).hasSizeLessThanOrEqualTo(100);
			}
			assertThat(many.ask("tables").truncated()).isTrue();
		}
	}

	@Test
	void tableThatIsBeingAlteredHoldsNobodyUp() throws Exception {
		defects.execute("create table altered (id int primary key)");
		try (Connection altering = pool.getConnection()) {
			altering.setAutoCommit(false);
			execute(altering, "alter table altered add column more int");
			for (String name : defects.names()) {
				defects.ask(name);
			}
			assertThat(AskedDatabase.column(defects.ask("tables"), "table")).contains("altered");
			altering.rollback();
		}
	}

	@Test
	void exhaustedPoolIsWaitedForBrieflyAndNamed() throws Exception {
		try (HikariDataSource full = pool("monitor", "defects", 1)) {
			AskedDatabase asked = new AskedDatabase(full, (dataSource) -> new PoolState(1, 0, 1));
			try (Connection taken = full.getConnection()) {
				full.setConnectionTimeout(Duration.ofMinutes(5).toMillis());
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> asked.ask("server"))
					.withMessage("pool exhausted: 1 of 1 connections in use");
				assertThat(taken.isValid(5)).isTrue();
			}
			assertThat(asked.ask("server").rows()).hasSize(1);
			assertThat(full.getHikariPoolMXBean().getActiveConnections()).isZero();
		}
	}

	/**
	 * The role sees a view in place of the settings, and nobody returns from it.
	 */
	@Test
	void statementThatHangsIsCancelled() throws Exception {
		defects.execute("create role slow login", "create schema hanging authorization slow",
				"alter role slow set search_path = hanging, pg_catalog",
				"create view hanging.pg_settings as select s.* from pg_catalog.pg_settings s, pg_sleep(600)",
				"grant select on hanging.pg_settings to slow");
		try (HikariDataSource connections = pool("slow", "defects", 1)) {
			AskedDatabase asked = new AskedDatabase(connections);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> asked.ask("settings"))
				.withMessageContaining("statement timeout");
			assertThat(asked.ask("tables").rows()).isNotEmpty();
		}
	}

	@Test
	void databaseThatIsGoneAndThatHangsIsNoResult() throws Exception {
		try (PostgresProcess server = new PostgresProcess(); HikariDataSource connections = server.pool("monitor", 1)) {
			connections.setConnectionTimeout(1000);
			AskedDatabase asked = new AskedDatabase(connections);
			assertThat(AskedDatabase.column(asked.ask("server"), "product")).containsExactly("PostgreSQL");
			asked.execute("create schema hanging", "alter role monitor set search_path = hanging, pg_catalog",
					"create view hanging.pg_settings as select s.* from pg_catalog.pg_settings s, pg_sleep(600)");
			connections.getHikariPoolMXBean().softEvictConnections();
			CompletableFuture<DiagnosticResult> middle = CompletableFuture.supplyAsync(() -> {
				try {
					return asked.ask("settings");
				}
				catch (Exception ex) {
					throw new CompletionException(ex);
				}
			});
			try (HikariDataSource watching = server.pool("monitor", 1)) {
				await(() -> assertThat(AskedDatabase.column(new AskedDatabase(watching).ask("activity"), "waits for"))
					.contains("Timeout: PgSleep"));
			}
			server.stop();
			assertThat(middle).failsWithin(Duration.ofSeconds(30))
				.withThrowableThat()
				.withCauseInstanceOf(SQLException.class);
			assertThatExceptionOfType(SQLException.class).isThrownBy(() -> asked.ask("tables"));
			server.start();
			await(() -> assertThat(asked.ask("tables").findings()).isEmpty());
			server.freeze();
			try {
				assertThatExceptionOfType(SQLException.class).isThrownBy(() -> asked.ask("tables"));
			}
			finally {
				server.thaw();
			}
			await(() -> assertThat(asked.ask("tables").findings()).isEmpty());
		}
	}

	@Test
	void connectionGoesBackAsItCame() throws Exception {
		for (boolean autoCommit : new boolean[] { true, false }) {
			try (HikariDataSource connections = pool("monitor", "clean", 1)) {
				connections.setAutoCommit(autoCommit);
				AskedDatabase asked = new AskedDatabase(connections);
				asked.ask("tables");
				try (Connection connection = connections.getConnection();
						Statement statement = connection.createStatement()) {
					assertThat(connection.getAutoCommit()).isEqualTo(autoCommit);
					assertThat(connection.isReadOnly()).isFalse();
					assertThat(connection.getNetworkTimeout()).isZero();
					statement.execute("create temporary table written (id int)");
					var row = statement
						.executeQuery("select current_setting('statement_timeout') || current_setting('lock_timeout')");
					row.next();
					assertThat(row.getString(1)).isEqualTo("00");
					if (!autoCommit) {
						connection.rollback();
					}
				}
			}
		}
	}

	@Test
	void serverIsTold() throws Exception {
		DiagnosticResult result = defects.ask(DiagnosedDatabases.SERVER);
		assertThat(AskedDatabase.column(result, "product")).containsExactly("PostgreSQL");
		assertThat(AskedDatabase.column(result, "user")).containsExactly("monitor");
		assertThat(result.notes()).isEmpty();
	}

	/**
	 * A session does so at the end of a transaction, unless it did a moment ago.
	 */
	private static void handInStatistics(Connection connection) {
		execute(connection, "select 1");
	}

	private static HikariDataSource pool(String role, String database, int size) {
		HikariDataSource created = postgres.pool(role, size);
		created.setJdbcUrl(postgres.url().replaceFirst("postgres$", database));
		return created;
	}

	private static void await(ThrowingRunnable condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(condition);
	}

	private static void execute(Connection connection, String sql) {
		try (Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
		catch (SQLException ex) {
			assertThat(ex.getSQLState()).isEqualTo("57014");
		}
	}

}
