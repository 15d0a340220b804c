package dev.monitor.database.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.EnumMap;
import java.util.Map;

import dev.monitor.database.ConnectionState;
import dev.monitor.database.DatabaseSample;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link DatabaseQueries} of PostgreSQL. Any role may ask them; what others do can only
 * be seen by members of {@code pg_monitor}, which the log says once.
 */
final class PostgreSqlQueries implements DatabaseQueries {

	private static final Logger logger = LoggerFactory.getLogger(PostgreSqlQueries.class);

	private static final String DATABASE = """
			select pg_database_size(datid), deadlocks, blks_hit, blks_read
			from pg_stat_database where datname = current_database()""";

	/**
	 * Our own connection would be idle if nobody asked.
	 */
	private static final String CONNECTIONS = """
			select case when pid = pg_backend_pid() then 'idle' else state end, count(*),
				max(extract(epoch from clock_timestamp() - xact_start)) filter (where pid <> pg_backend_pid()),
				count(*) filter (where query = '<insufficient privilege>')
			from pg_stat_activity where datname = current_database()%s group by 1""";

	private static final String CLIENTS = " and coalesce(backend_type, 'client backend') = 'client backend'";

	/**
	 * A table that was never analyzed has -1, or 0 before PostgreSQL 14.
	 */
	private static final String ROWS = """
			select sum(reltuples) filter (where reltuples >= 0), count(*)
			from pg_class c join pg_namespace n on n.oid = c.relnamespace
			where relkind in ('r', 'm') and nspname <> 'information_schema' and nspname not like 'pg\\_%'""";

	private final CacheHitRatio cacheHitRatio = new CacheHitRatio();

	private final String name;

	private final String connections;

	private boolean hinted;

	PostgreSqlQueries(String name, int version) {
		this.name = name;
		this.connections = CONNECTIONS.formatted((version >= 10) ? CLIENTS : "");
	}

	@Override
	public DatabaseSample sample(LimitedStatements statements) throws SQLException {
		Reader reader = new Reader();
		statements.query(DATABASE, reader::database);
		statements.query(this.connections, reader::connections);
		statements.query(ROWS, reader::rows);
		if (reader.hidden > 0 && !this.hinted) {
			this.hinted = true;
			logger.info("What {} connections to database '{}' are doing cannot be seen; GRANT pg_monitor "
					+ "to the role of the data source to see it", reader.hidden, this.name);
		}
		return new DatabaseSample(reader.size, reader.states, reader.hitRatio, reader.longestTransaction,
				reader.deadlocks, reader.rows);
	}

	private static ConnectionState state(String state) {
		return switch (state) {
			case "active", "fastpath function call" -> ConnectionState.ACTIVE;
			case "idle" -> ConnectionState.IDLE;
			case "idle in transaction", "idle in transaction (aborted)" -> ConnectionState.IDLE_IN_TRANSACTION;
			default -> ConnectionState.OTHER;
		};
	}

	private final class Reader {

		private final Map<ConnectionState, Long> states = new EnumMap<>(ConnectionState.class);

		private double size = Double.NaN;

		private double deadlocks = Double.NaN;

		private double hitRatio = Double.NaN;

		private double longestTransaction;

		private double rows = Double.NaN;

		private long hidden;

		private Reader() {
			for (ConnectionState state : ConnectionState.values()) {
				this.states.put(state, 0L);
			}
		}

		void database(ResultSet row) throws SQLException {
			this.size = row.getDouble(1);
			this.deadlocks = row.getDouble(2);
			this.hitRatio = PostgreSqlQueries.this.cacheHitRatio.next(row.getLong(3), row.getLong(4));
		}

		void connections(ResultSet row) throws SQLException {
			this.states.merge(state(String.valueOf(row.getString(1))), row.getLong(2), Long::sum);
			this.longestTransaction = Math.max(this.longestTransaction, row.getDouble(3));
			this.hidden += row.getLong(4);
		}

		void rows(ResultSet row) throws SQLException {
			double estimate = row.getDouble(1);
			boolean known = !row.wasNull() || row.getLong(2) == 0;
			this.rows = known ? estimate : Double.NaN;
		}

	}

}
