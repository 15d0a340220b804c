package dev.monitor.database.diagnosis.jdbc;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariDataSource;
import dev.monitor.status.DiagnosticResult;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.jdbc.datasource.DriverManagerDataSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Diagnostics of H2.
 */
@SuppressWarnings("NullAway.Init")
class H2DiagnosticsTests {

	private static final String URL = "jdbc:h2:mem:diagnosed";

	private HikariDataSource pool;

	private AskedDatabase asked;

	@BeforeEach
	void open() {
		this.pool = new HikariDataSource();
		this.pool.setJdbcUrl(URL);
		this.pool.setUsername("sa");
		this.pool.setPassword("");
		this.pool.setMaximumPoolSize(4);
		this.asked = new AskedDatabase(this.pool);
	}

	@AfterEach
	void close() {
		this.pool.close();
	}

	@Test
	void duplicateIndexIsFoundAndNoOther() throws Exception {
		this.asked.execute("create table customers (id int primary key)",
				"create table orders (id int primary key, customer int references customers, amount int)",
				"create index orders_idx on orders (amount)", "create index orders_idx2 on orders (amount)",
				"create index orders_desc on orders (amount desc)", "create index orders_more on orders (amount, id)",
				"create index \"<b>\"\"'; drop\" on orders (customer)");
		assertThat(this.asked.findings("indexes")).hasSize(2)
			.contains("Index \"PUBLIC\".\"ORDERS_IDX2\" duplicates \"PUBLIC\".\"ORDERS_IDX\": drop one, as with "
					+ "DROP INDEX \"PUBLIC\".\"ORDERS_IDX2\"")
			.anySatisfy((finding) -> assertThat(finding).startsWith("Index \"PUBLIC\".\"<b>\"\"'; drop\" duplicates ")
				.endsWith("DROP INDEX \"PUBLIC\".\"<b>\"\"'; drop\""));
	}

	@Test
	void sessionThatWaitsIsFoundAndWhoBlocksIt() throws Exception {
		this.asked.execute("create table held (id int primary key)", "insert into held values (1)");
		try (Connection first = this.pool.getConnection();
				Connection second = this.pool.getConnection();
				Statement statement = second.createStatement()) {
			first.setAutoCommit(false);
			first.createStatement().execute("update held set id = 2");
			statement.execute("set lock_timeout 60000");
			CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> delete(statement));
			Awaitility.await()
				.atMost(Duration.ofSeconds(60))
				.untilAsserted(() -> assertThat(this.asked.findings("locks")).singleElement()
					.asString()
					.matches(
							"Session \\d+ has waited \\d+ s for session \\d+: end that transaction, or CALL ABORT_SESSION.*"));
			assertThat(AskedDatabase.column(this.asked.ask("sessions"), "statement")).contains("DELETE");
			assertThat(this.asked.ask("sessions", true).toString()).contains("delete from held");
			first.rollback();
			waits.get(60, TimeUnit.SECONDS);
		}
	}

	@Test
	void cleanSchemaHasNoFinding() throws Exception {
		this.asked.execute("create table customers (id int primary key, name varchar unique)",
				"create table orders (id int primary key, customer int references customers)");
		assertThat(this.asked.names()).containsExactly("server", "size", "sessions", "locks", "indexes", "settings");
		for (String name : this.asked.names()) {
			DiagnosticResult result = this.asked.ask(name);
			assertThat(result.findings()).as(name).isEmpty();
			assertThat(result.notes()).as(name).isEmpty();
			assertThat(result.rows()).allSatisfy((row) -> assertThat(row).hasSameSizeAs(result.columns()));
		}
		assertThat(AskedDatabase.column(this.asked.ask("size"), "what")).contains("\"PUBLIC\".\"ORDERS\"");
		assertThat(this.asked.ask("settings").rows()).isNotEmpty();
	}

	@Test
	void fileHasASize(@TempDir Path directory) throws Exception {
		AskedDatabase file = new AskedDatabase(
				new DriverManagerDataSource("jdbc:h2:file:" + directory.resolve("orders")));
		file.execute("create table orders (id int primary key)");
		assertThat(AskedDatabase.column(file.ask("size"), "what")).startsWith("file of the database");
	}

	@Test
	void userWithoutRightsGetsTheLineThatGrantsThem() throws Exception {
		this.asked.execute("create user \"pl\"\"ain\" password ''");
		try (Connection open = this.pool.getConnection()) {
			assertThat(open.isValid(1)).isTrue();
			AskedDatabase plain = new AskedDatabase(new DriverManagerDataSource(URL, "pl\"ain", ""));
			for (String name : new String[] { "sessions", "locks" }) {
				assertThat(plain.ask(name).notes()).singleElement()
					.asString()
					.endsWith("ALTER USER \"PL\"\"AIN\" ADMIN TRUE");
			}
		}
	}

	@Test
	void connectionGoesBackAsItCame() throws Exception {
		this.pool.setMaximumPoolSize(1);
		this.asked.ask("sessions");
		assertThatExceptionOfType(SQLException.class).isThrownBy(() -> this.asked.execute("no such statement"));
		try (Connection connection = this.pool.getConnection(); Statement statement = connection.createStatement()) {
			assertThat(connection.getAutoCommit()).isTrue();
			assertThat(statement.getQueryTimeout()).isZero();
			try (var row = statement.executeQuery("call lock_timeout()")) {
				row.next();
				assertThat(row.getInt(1)).isEqualTo(fresh());
			}
		}
	}

	private static int fresh() throws SQLException {
		try (Connection connection = DriverManager.getConnection(URL, "sa", "");
				var row = connection.createStatement().executeQuery("call lock_timeout()")) {
			row.next();
			return row.getInt(1);
		}
	}

	private static void delete(Statement statement) {
		try {
			statement.execute("delete from held");
		}
		catch (SQLException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
