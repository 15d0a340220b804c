package dev.monitor.database.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;

import dev.monitor.database.ConnectionState;
import dev.monitor.database.DatabaseSample;

/**
 * {@link DatabaseQueries} of H2 2. It does not count deadlocks nor tell when transactions
 * began, and knows sizes of files only. Users without admin rights see themselves alone.
 */
final class H2Queries implements DatabaseQueries {

	private static final String FILE = """
			select setting_name, setting_value from information_schema.settings
			where setting_name in ('info.FILE_SIZE', 'info.FILE_READ', 'info.CACHE_HIT_RATIO')""";

	/**
	 * Our own connection would be idle if nobody asked.
	 */
	private static final String CONNECTIONS = """
			select case when session_id = session_id() then 'idle'
				when session_state <> 'SLEEP' then 'active'
				when contains_uncommitted then 'idle_in_transaction' else 'idle' end
			from information_schema.sessions""";

	private static final String ROWS = """
			select coalesce(sum(row_count_estimate), 0) from information_schema.tables
			where table_type = 'BASE TABLE' and table_schema <> 'INFORMATION_SCHEMA'""";

	@Override
	public DatabaseSample sample(LimitedStatements statements) throws SQLException {
		Map<String, Double> file = new HashMap<>();
		statements.query(FILE, (row) -> file.put(row.getString(1), row.getDouble(2)));
		Map<ConnectionState, Long> states = new EnumMap<>(ConnectionState.class);
		for (ConnectionState state : ConnectionState.values()) {
			states.put(state, 0L);
		}
		statements.query(CONNECTIONS, (row) -> states.merge(state(row), 1L, Long::sum));
		double[] rows = { Double.NaN };
		statements.query(ROWS, (row) -> rows[0] = row.getDouble(1));
		return new DatabaseSample(file.getOrDefault("info.FILE_SIZE", Double.NaN), states, cacheHitRatio(file),
				Double.NaN, Double.NaN, rows[0]);
	}

	/**
	 * The ratio is 0 also when nothing was read.
	 */
	private static double cacheHitRatio(Map<String, Double> file) {
		double percent = file.getOrDefault("info.CACHE_HIT_RATIO", Double.NaN);
		boolean meant = percent > 0 || file.getOrDefault("info.FILE_READ", 0.0) > 0;
		return meant ? percent / 100 : Double.NaN;
	}

	private static ConnectionState state(ResultSet row) throws SQLException {
		return switch (String.valueOf(row.getString(1))) {
			case "active" -> ConnectionState.ACTIVE;
			case "idle_in_transaction" -> ConnectionState.IDLE_IN_TRANSACTION;
			default -> ConnectionState.IDLE;
		};
	}

}
