package dev.monitor.database.diagnosis.jdbc;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.database.MariaDbProcess;
import dev.monitor.status.DiagnosticResult;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Diagnostics of a real MariaDB: one database with defects, one without.
 */
@SuppressWarnings("NullAway.Init")
class MariaDbDiagnosticsTests {

	private static MariaDbProcess mariaDb;

	private static HikariDataSource pool;

	private static AskedDatabase defects;

	/**
	 * Idle in a transaction since the beginning.
	 */
	private static Connection idle;

	@BeforeAll
	static void startServer() throws SQLException {
		mariaDb = new MariaDbProcess("--performance-schema=ON");
		try (HikariDataSource admin = mariaDb.pool("", "root", 1)) {
			new AskedDatabase(admin).execute("create database clean", "create database defects",
					"create user plain@'127.0.0.1'", "grant all on clean.* to plain@'127.0.0.1'");
		}
		pool = mariaDb.pool("defects", "root", 5);
		defects = new AskedDatabase(pool);
		defects.execute("create table held (id int primary key)", "insert into held values (1)");
		idle = pool.getConnection();
		idle.setAutoCommit(false);
		idle.createStatement().execute("update held set id = 2");
	}

	@AfterAll
	static void closeServer() throws IOException, SQLException {
		if (mariaDb != null) {
			idle.close();
			pool.close();
			mariaDb.close();
		}
	}

	@Test
	void duplicateIndexIsFoundAndNoOther() throws Exception {
		defects.execute("create table goods (id int primary key, amount int, note varchar(99))",
				"create index goods_idx on goods (amount)", "create index goods_idx2 on goods (amount)",
				"create index goods_both on goods (amount, id)", "create index goods_start on goods (note(5))",
				"create index goods_note on goods (note)", "create index `<b>``x'\"` on goods (id)");
		assertThat(defects.findings("duplicate-indexes")).containsExactlyInAnyOrder(
				"Index `goods_idx2` duplicates `goods_idx`: drop one, as with ALTER TABLE `goods` DROP INDEX `goods_idx2`",
				"Index `<b>``x'\"` duplicates `PRIMARY`: drop one, as with ALTER TABLE `goods` DROP INDEX `<b>``x'\"`");
	}

	@Test
	void unusedIndexIsFoundAndNoneThatAForeignKeyNeeds() throws Exception {
		defects.execute("create table customers (id int primary key)", "insert into customers values (1)",
				"create table orders (id int primary key, customer int, note int, index orders_unused (note), "
						+ "foreign key (customer) references customers (id))",
				"insert into orders select seq, 1, seq from seq_1_to_20000", "analyze table orders");
		await(() -> assertThat(defects.findings("unused-indexes")).singleElement()
			.asString()
			.startsWith("Index `orders_unused` was not used since the server started, while table `orders` was ")
			.endsWith(" times: ALTER TABLE `orders` DROP INDEX `orders_unused`"));
	}

	@Test
	void blockedProcessIsFoundAndWhoBlocksIt() throws Exception {
		try (Connection waiting = pool.getConnection(); Statement statement = waiting.createStatement()) {
			CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> {
				assertThatExceptionOfType(SQLException.class)
					.isThrownBy(() -> statement.execute("delete from held where id < 9"));
			});
			await(() -> assertThat(defects.findings("locks")).anySatisfy((finding) -> assertThat(finding).matches(
					"Process \\d+ has waited \\d+ s for a lock of process \\d+ \\(Sleep\\): end that transaction, or KILL \\d+")));
			DiagnosticResult result = defects.ask("locks");
			assertThat(AskedDatabase.column(result, "statement")).contains("DELETE");
			statement.cancel();
			waits.get(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void processThatIsIdleInATransactionIsFound() {
		await(() -> assertThat(defects.findings("processes")).anySatisfy((finding) -> assertThat(finding)
			.matches("Process \\d+ of root has been idle in a transaction for \\d+ s, which keeps its locks: .*")));
	}

	@Test
	void statementsAreToldByTime() throws Exception {
		defects.execute("create table counted (id int)", "select id from counted where id = 4711");
		assertThat(AskedDatabase.column(defects.ask("statements-by-time"), "statement")).contains("SELECT")
			.noneMatch((text) -> text.contains("counted"));
		assertThat(AskedDatabase.column(defects.ask("statements-by-time", true), "statement"))
			.anyMatch((text) -> text.contains("counted"));
	}

	@Test
	void cleanSchemaHasNoFinding() throws Exception {
		try (HikariDataSource connections = mariaDb.pool("clean", "root", 1)) {
			AskedDatabase clean = new AskedDatabase(connections);
			clean.execute("create table if not exists customers (id int primary key, name varchar(99) unique)",
					"create table if not exists orders (id int primary key, customer int references customers (id))");
			assertThat(clean.names()).containsExactly("server", "size", "processes", "locks", "unused-indexes",
					"duplicate-indexes", "statements-by-time");
			for (String name : clean.names()) {
				DiagnosticResult result = clean.ask(name);
				assertThat(result.findings()).as(name).isEmpty();
				assertThat(result.notes()).as(name).isEmpty();
				assertThat(result.rows()).allSatisfy((row) -> assertThat(row).hasSameSizeAs(result.columns()));
			}
			assertThat(AskedDatabase.column(clean.ask("size"), "table")).contains("`customers`", "`orders`");
		}
	}

	@Test
	void userWithoutRightsGetsTheLineThatGrantsThem() throws Exception {
		try (HikariDataSource connections = mariaDb.pool("clean", "plain", 1)) {
			AskedDatabase plain = new AskedDatabase(connections);
			assertThat(plain.ask("locks").notes()).containsExactly("GRANT PROCESS ON *.* TO `plain`@`127.0.0.1`");
			assertThat(plain.ask("processes").notes()).containsExactly("GRANT PROCESS ON *.* TO `plain`@`127.0.0.1`");
			assertThat(plain.ask("statements-by-time").notes())
				.containsExactly("GRANT SELECT ON performance_schema.* TO `plain`@`127.0.0.1`");
			for (String name : plain.names()) {
				plain.ask(name);
			}
		}
	}

	@Test
	void connectionGoesBackAsItCame() throws Exception {
		try (HikariDataSource connections = mariaDb.pool("clean", "root", 1)) {
			new AskedDatabase(connections).ask("size");
			try (Connection connection = connections.getConnection();
					Statement statement = connection.createStatement();
					var row = statement
						.executeQuery("select @@lock_wait_timeout, @@tx_read_only, @@max_statement_time")) {
				row.next();
				assertThat(row.getLong(1)).isEqualTo(86400);
				assertThat(row.getBoolean(2)).isFalse();
				assertThat(row.getLong(3)).isZero();
				assertThat(connection.getAutoCommit()).isTrue();
				assertThat(connection.isReadOnly()).isFalse();
			}
		}
	}

	@Test
	void performanceSchemaThatIsOffIsSaid() throws Exception {
		try (MariaDbProcess off = new MariaDbProcess(); HikariDataSource connections = off.pool("mysql", "root", 1)) {
			AskedDatabase asked = new AskedDatabase(connections);
			for (String name : new String[] { "statements-by-time", "unused-indexes" }) {
				assertThat(asked.ask(name).notes()).singleElement().asString().contains("performance_schema=ON");
				assertThat(asked.ask(name).rows()).isEmpty();
			}
		}
	}

	private static void await(ThrowingRunnable condition) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(condition);
	}

}
