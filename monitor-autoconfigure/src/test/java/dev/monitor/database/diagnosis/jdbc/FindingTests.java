package dev.monitor.database.diagnosis.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import dev.monitor.database.diagnosis.DiagnosticQuery;
import dev.monitor.database.diagnosis.DiagnosticRow;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Findings that take a real database too long to come to.
 */
class FindingTests {

	private static final List<DiagnosticQuery> POSTGRESQL = new PostgreSqlDialect().queries();

	@Test
	void fewCacheHitsOfManyReads() {
		assertThat(finding(POSTGRESQL, "cache-hits", "tables", 94.9, 9_000_000L, 100_000L)).startsWith("Only 94.9 %");
		assertThat(finding(POSTGRESQL, "cache-hits", "tables", 95.0, 9_000_000L, 100_000L)).isNull();
		assertThat(finding(POSTGRESQL, "cache-hits", "tables", 10.0, 10L, 99_999L)).isNull();
		assertThat(finding(POSTGRESQL, "cache-hits", "tables", null, null, null)).isNull();
	}

	@Test
	void oldTransactionIds() {
		String old = "Database orders was last frozen %s transactions ago and takes no more writes at 2147000000: "
				+ "end old transactions and replication slots, then VACUUM FREEZE";
		assertThat(finding(POSTGRESQL, "transaction-ids", "orders", 400_000_001L, 0L, 200_000_000L))
			.isEqualTo(old.formatted(400_000_001));
		assertThat(finding(POSTGRESQL, "transaction-ids", "orders", 400_000_000L, 0L, 200_000_000L)).isNull();
		assertThat(finding(POSTGRESQL, "transaction-ids", "orders", 1_500_000_001L, 0L, 1_900_000_000L)).isNotNull();
		assertThat(finding(POSTGRESQL, "transaction-ids", "orders", 1L, 400_000_001L, 200_000_000L)).isNotNull();
	}

	@Test
	void longStatementsAndTransactions() {
		assertThat(session("active", 0.0, 60.0)).contains("executing one statement for 60 s", "pg_cancel_backend(7)");
		assertThat(session("active", 59.0, 59.0)).isNull();
		assertThat(session("active", 300.0, 0.1)).contains("a transaction open for 300 s");
		assertThat(session("idle in transaction (aborted)", 10.0, 10.0)).contains("idle in a transaction for 10 s");
		assertThat(session("idle in transaction", 9.9, 9.9)).isNull();
		assertThat(session("idle", null, 9999.0)).isNull();
	}

	@Test
	void autovacuumThatDoesNotKeepUp() {
		assertThat(finding(POSTGRESQL, "autovacuum", "t", 10_000L, 5000.0, "true", null))
			.isEqualTo("Autovacuum does not keep up with table t, which has 10000 dead rows: VACUUM it and end old "
					+ "transactions");
		assertThat(finding(POSTGRESQL, "autovacuum", "t", 10_000L, 5001.0, "true", null)).isNull();
		assertThat(finding(POSTGRESQL, "autovacuum", "t", 9999L, 50.0, "false", null)).isNull();
	}

	@Test
	void blockerThatIsAPreparedTransaction() {
		assertThat(finding(POSTGRESQL, "blocked", 7L, 0L, 2.0, "t", "ShareLock", null, null, "UPDATE", null))
			.contains("pg_prepared_xacts");
		assertThat(finding(POSTGRESQL, "blocked", 7L, 8L, null, "t", "ShareLock", null, null, "UPDATE", null)).isNull();
	}

	@Test
	void statementThatTakesHalfOfTheTimeOrOfTheCalls() {
		assertThat(finding(POSTGRESQL, "statements-by-time", "4711", 10L, 600_000.0, 60_000.0, 50.0, 1L, "SELECT"))
			.isEqualTo("Statement 4711 takes 50 % of the database's time, 60000.0 ms each of 10 times: EXPLAIN it");
		assertThat(finding(POSTGRESQL, "statements-by-time", "4711", 10L, 599_999.0, 60_000.0, 99.0, 1L, "SELECT"))
			.isNull();
		assertThat(finding(POSTGRESQL, "statements-by-calls", "4711", 1_000_000L, 1.0, 0.1, 50.0, 1L, "SELECT"))
			.startsWith("Statement 4711 is 50 % of all calls, 1000000: ");
		assertThat(finding(POSTGRESQL, "statements-by-calls", "4711", 999_999L, 1.0, 0.1, 50.0, 1L, "SELECT")).isNull();
		assertThat(finding(MariaDbDiagnostics.all(), "statements-by-time", "4711", 10L, 600_000.0, 60_000.0, 50.0, 1L,
				1L, "SELECT"))
			.isEqualTo("Statement 4711 takes 50 % of the database's time, 60000.0 ms each of 10 times: EXPLAIN it");
	}

	@Test
	void settingsThatAreDangerous() {
		for (String name : List.of("autovacuum", "track_counts", "fsync", "full_page_writes")) {
			assertThat(finding(POSTGRESQL, "settings", name, "off", null, "configuration file", "false"))
				.containsIgnoringCase(name)
				.endsWith("switch it on");
			assertThat(finding(POSTGRESQL, "settings", name, "on", null, "default", "false")).isNull();
		}
		assertThat(finding(POSTGRESQL, "settings", "jit", "off", null, "default", "false")).isNull();
		assertThat(finding(POSTGRESQL, "settings", "work_mem", "4096", "kB", "default", "true"))
			.isEqualTo("Setting work_mem was changed and waits for a restart: restart the server");
	}

	@Test
	void idleSessionsOfH2() {
		String idle = "Session 7 of SA has been idle for 10 s with changes that it did not commit: "
				+ "commit before the application waits";
		assertThat(finding(H2Diagnostics.QUERIES, "sessions", 7L, "SA", null, "SLEEP", "true", 10L, null))
			.isEqualTo(idle);
		assertThat(finding(H2Diagnostics.QUERIES, "sessions", 7L, "SA", null, "SLEEP", "true", 9L, null)).isNull();
		assertThat(finding(H2Diagnostics.QUERIES, "sessions", 7L, "SA", null, "SLEEP", "false", 99L, null)).isNull();
		assertThat(finding(H2Diagnostics.QUERIES, "sessions", 7L, "SA", null, "RUNNING", "true", 60L, "SELECT"))
			.endsWith("CALL CANCEL_SESSION(7)");
	}

	@Test
	void tablesOfMariaDbThatCouldGiveBackSpace() {
		assertThat(finding(MariaDbDiagnostics.all(), "size", "`t`", "InnoDB", 1L, 900_000_000L, 100_000_000L,
				1_000_000_000L))
			.isEqualTo("Table `t` has 1.0 GB that it does not use: OPTIMIZE TABLE `t`");
		assertThat(finding(MariaDbDiagnostics.all(), "size", "`t`", "InnoDB", 1L, 900_000_001L, 100_000_000L,
				1_000_000_000L))
			.isNull();
	}

	private static @Nullable String session(String state, @Nullable Double transaction, Double inState) {
		return finding(POSTGRESQL, "activity", 7L, "app", "orders", null, state, null, transaction, inState, null,
				"SELECT");
	}

	private static @Nullable String finding(List<DiagnosticQuery> queries, String name, @Nullable Object... values) {
		DiagnosticQuery query = queries.stream()
			.filter((candidate) -> candidate.name().equals(name))
			.findFirst()
			.orElseThrow();
		assertThat(values).hasSameSizeAs(query.columns());
		return query.finding().apply(new DiagnosticRow(query.columns(), new ArrayList<>(Arrays.asList(values))));
	}

}
