package dev.monitor.database;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

import javax.sql.DataSource;

import dev.monitor.sql.PoolState;
import dev.monitor.sql.SqlOperation;
import dev.monitor.sql.SqlStatement;
import dev.monitor.sql.StatementExecution;
import dev.monitor.sql.StatementListener;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.dao.CannotAcquireLockException;
import org.springframework.dao.OptimisticLockingFailureException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link Databases}, {@link DatabaseActivity} and {@link DatabaseStatus}.
 */
class DatabasesTests {

	private final AtomicLong nanos = new AtomicLong(-5);

	private final Databases databases = new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), this.nanos::get);

	private final Map<DataSource, PoolState> pools = new HashMap<>();

	private final DatabaseStatus status = new DatabaseStatus(this.databases,
			Comparator.comparing(Database::name).reversed(), this.pools::get);

	private final DataSource dataSource = mock();

	private final StatementListener orders = this.databases.observe("orders", this.dataSource);

	@Test
	void activityOfAnIntervalIsInTheSection() {
		this.orders.borrowed();
		this.orders.executed(execution(SqlOperation.SELECT, -1, null));
		advance(Duration.ofMinutes(10));
		this.orders.executed(execution(SqlOperation.SELECT, -1, null));
		this.orders.executed(execution(SqlOperation.INSERT, 3, null));
		this.orders.executed(execution(SqlOperation.UPDATE, -1, null));
		this.orders.executed(execution(SqlOperation.DELETE, 0, null));
		this.orders.executed(execution(SqlOperation.DDL, -1, null));
		this.orders.executed(execution(SqlOperation.OTHER, -1, null));
		this.orders.borrowed();
		this.orders.borrowed();
		assertThat(this.status.name()).isEqualTo("db");
		assertThat(row(this.status.section())).containsExactly(entry("loads", 1L), entry("stores", 5L),
				entry("connections", 2L), entry("conflicts", 0L), entry("unresolved_conflicts", 0L),
				entry("total_objs", -1L), entry("size_in_bytes", -1L));
		assertThat(row(this.status.section(Duration.ofHours(1)))).startsWith(entry("loads", 2L), entry("stores", 5L),
				entry("connections", 3L));
	}

	@Test
	void intervalsHaveBounds() {
		assertThat(this.status.section().numbers()).containsEntry("interval_in_seconds", 300);
		assertThat(this.status.section(Duration.ZERO).numbers()).containsEntry("interval_in_seconds", 1);
		assertThat(this.status.section(Duration.ofDays(1)).numbers()).containsEntry("interval_in_seconds", 3600);
	}

	@Test
	void rowsAreInTheOrderThatWasGiven() {
		this.databases.observe("archive", mock());
		assertThat(this.status.section().rows()).extracting(StatusRow::name)
			.containsExactly("unknown", "orders", "archive");
	}

	@Test
	void openConnectionsAreThoseOfAllPoolsThatTell() {
		assertThat(this.status.section().numbers()).containsEntry("open_connections", -1);
		this.pools.put(this.dataSource, new PoolState(3, 0, -1));
		assertThat(this.status.section().numbers()).containsEntry("open_connections", 3);
		DataSource archive = mock();
		this.databases.observe("archive", archive);
		assertThat(this.status.section().numbers()).containsEntry("open_connections", 3);
		this.pools.put(archive, new PoolState(0, 0, -1));
		this.databases.observe("orders", archive);
		assertThat(this.status.section().numbers()).containsEntry("open_connections", 0);
	}

	@Test
	void conflictIsCountedOnceHoweverOftenItComesUp() {
		SQLException deadlock = new SQLException("deadlock", "40P01");
		this.orders.executed(execution(SqlOperation.UPDATE, -1, deadlock));
		this.orders.commitFailed(deadlock);
		this.databases.transactionFailed(new CannotAcquireLockException("wrapped", deadlock));
		assertThat(activity("orders").conflicts(Conflict.DEADLOCK)).isOne();
		assertThat(activity("orders").unresolvedConflicts()).isZero();
		this.databases.requestFailed(new CannotAcquireLockException("wrapped", deadlock));
		this.databases.requestFailed(new CannotAcquireLockException("wrapped", deadlock));
		assertThat(activity("orders").conflicts(Conflict.DEADLOCK)).isOne();
		assertThat(activity("orders").unresolvedConflicts()).isOne();
		assertThat(row(this.status.section())).containsSubsequence(entry("conflicts", 1L),
				entry("unresolved_conflicts", 1L), entry("total_objs", -1L));
	}

	@Test
	void conflictThatIsTriedAgainIsNoUnresolvedOne() {
		this.orders.commitFailed(new SQLException("serialize", "40001"));
		this.databases.requestFailed(new IllegalStateException("something else"));
		assertThat(activity("orders").conflicts(Conflict.SERIALIZATION)).isOne();
		assertThat(activity("orders").unresolvedConflicts()).isZero();
	}

	@Test
	void otherFailuresAreNoConflicts() {
		this.orders.executed(execution(SqlOperation.INSERT, -1, new SQLException("duplicate", "23505")));
		this.databases.requestFailed(new SQLException("deadlock that no data source saw", "40P01"));
		for (Conflict kind : Conflict.values()) {
			assertThat(activity("orders").conflicts(kind)).isZero();
		}
		assertThat(activity("orders").unresolvedConflicts()).isZero();
	}

	@Test
	void optimisticConflictIsThatOfTheOnlyDatabase() {
		OptimisticLockingFailureException stale = new OptimisticLockingFailureException("stale");
		this.databases.transactionFailed(stale);
		this.databases.requestFailed(stale);
		this.databases.requestFailed(new OptimisticLockingFailureException("another"));
		assertThat(activity("orders").conflicts(Conflict.OPTIMISTIC)).isEqualTo(2);
		assertThat(activity("orders").unresolvedConflicts()).isEqualTo(2);
	}

	@Test
	void optimisticConflictOfSeveralDatabasesIsOfNoneOfThem() {
		this.databases.observe("customers", this.dataSource);
		this.databases.requestFailed(new OptimisticLockingFailureException("stale"));
		assertThat(this.databases.all()).extracting(Database::name).containsExactly("customers", "orders", "unknown");
		assertThat(activity("unknown").conflicts(Conflict.OPTIMISTIC)).isOne();
		assertThat(activity("orders").conflicts(Conflict.OPTIMISTIC)).isZero();
	}

	@Test
	void optimisticConflictWithoutADatabaseIsNone() {
		Databases none = new Databases(DatabaseProbes.NONE, Duration.ofSeconds(30), this.nanos::get);
		none.requestFailed(new OptimisticLockingFailureException("stale"));
		assertThat(none.all()).isEmpty();
	}

	@Test
	void dataSourceThatComesAgainIsTheSameDatabase() {
		assertThat(this.databases.observe("orders", mock())).isSameAs(this.orders);
		assertThat(this.databases.all()).hasSize(1);
	}

	@Test
	void recentConflictsAreBounded() {
		SQLException first = new SQLException("serialize", "40001");
		this.orders.commitFailed(first);
		for (int i = 0; i < 256; i++) {
			this.orders.commitFailed(new SQLException("serialize", "40001"));
		}
		this.databases.requestFailed(first);
		assertThat(activity("orders").conflicts(Conflict.SERIALIZATION)).isEqualTo(257);
		assertThat(activity("orders").unresolvedConflicts()).isZero();
	}

	private DatabaseActivity activity(String name) {
		return this.databases.all()
			.stream()
			.filter((database) -> database.name().equals(name))
			.findFirst()
			.orElseThrow()
			.activity();
	}

	private void advance(Duration duration) {
		this.nanos.addAndGet(duration.toNanos());
	}

	private static List<Map.Entry<String, Number>> row(StatusSection section) {
		assertThat(section.rows()).extracting(StatusRow::name).containsExactly("orders");
		return List.copyOf(section.rows().get(0).numbers().entrySet());
	}

	private static Map.Entry<String, Number> entry(String name, Number number) {
		return Map.entry(name, number);
	}

	private static StatementExecution execution(SqlOperation operation, long batchSize,
			@Nullable SQLException failure) {
		return new StatementExecution("orders", new SqlStatement("", operation), 1000, failure, -1, batchSize);
	}

}
