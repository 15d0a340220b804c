package dev.monitor.database;

import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;

import dev.monitor.failure.Causes;
import org.jspecify.annotations.Nullable;

/**
 * A transaction that could not be, because of another one. Worth a new try.
 */
public enum Conflict {

	/**
	 * Transactions waited for each other until the database chose this one as victim.
	 */
	DEADLOCK,

	/**
	 * Transactions that ran at the same time could not have run one after the other.
	 */
	SERIALIZATION,

	/**
	 * A row was changed since it was read, as the application found out by its version.
	 */
	OPTIMISTIC;

	private static final int MAX_DEPTH = 20;

	private static final String ROLLBACK_CLASS = "40";

	/**
	 * Numbers of those that have the state 40001 for a deadlock: H2, MySQL, SQL Server
	 * and Db2.
	 */
	private static final Set<Integer> DEADLOCK_CODES = Set.of(40001, 1213, 1205, -911);

	private static final int H2_CONCURRENT_UPDATE = 90131;

	private static final int ORACLE_DEADLOCK = 60;

	private static final int ORACLE_CANNOT_SERIALIZE = 8177;

	/**
	 * By their names, so that none of the libraries is needed.
	 */
	private static final Set<String> OPTIMISTIC_FAILURES = Set.of(
			"org.springframework.dao.OptimisticLockingFailureException", "jakarta.persistence.OptimisticLockException",
			"org.hibernate.StaleStateException");

	private static final ClassValue<Boolean> IS_OPTIMISTIC = new ClassValue<>() {

		@Override
		protected Boolean computeValue(Class<?> type) {
			Class<?> superclass = type.getSuperclass();
			return OPTIMISTIC_FAILURES.contains(type.getName()) || (superclass != null && get(superclass));
		}

	};

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * Tell which conflict a failure is.
	 * @param failure what was thrown, possibly around the conflict
	 * @return the conflict, {@code null} if it is none
	 */
	public static @Nullable Conflict of(Throwable failure) {
		boolean optimistic = false;
		for (Throwable current : Causes.of(failure, MAX_DEPTH)) {
			Conflict conflict = (current instanceof SQLException sql) ? ofState(sql) : null;
			if (conflict != null) {
				return conflict;
			}
			optimistic |= IS_OPTIMISTIC.get(current.getClass());
		}
		return optimistic ? OPTIMISTIC : null;
	}

	/**
	 * A failed batch may tell why in the exception that comes next only.
	 */
	private static @Nullable Conflict ofState(SQLException failure) {
		SQLException current = failure;
		for (int depth = 0; current != null && depth < MAX_DEPTH; depth++) {
			Conflict conflict = of(current.getSQLState(), current.getErrorCode());
			if (conflict != null) {
				return conflict;
			}
			current = current.getNextException();
		}
		return null;
	}

	/**
	 * Tell which conflict a database reports.
	 * @param state the SQLState of the failure
	 * @param code its number, as the database has numbered it
	 * @return the conflict, {@code null} if it is none
	 */
	public static @Nullable Conflict of(@Nullable String state, int code) {
		if (state == null) {
			return null;
		}
		if (state.startsWith(ROLLBACK_CLASS)) {
			return (state.equals("40P01") || DEADLOCK_CODES.contains(code)) ? DEADLOCK : SERIALIZATION;
		}
		return switch (state) {
			case "90131" -> (code == H2_CONCURRENT_UPDATE) ? SERIALIZATION : null;
			case "61000" -> (code == ORACLE_DEADLOCK) ? DEADLOCK : null;
			case "72000" -> (code == ORACLE_CANNOT_SERIALIZE) ? SERIALIZATION : null;
			default -> null;
		};
	}

	/**
	 * Return the name as a tag has it, in lower case.
	 */
	@Override
	public String toString() {
		return this.tag;
	}

}
