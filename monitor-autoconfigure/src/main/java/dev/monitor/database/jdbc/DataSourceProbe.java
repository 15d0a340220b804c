package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import javax.sql.DataSource;

import dev.monitor.database.DatabaseProbe;
import dev.monitor.database.DatabaseSample;
import dev.monitor.database.UnsupportedDatabaseException;
import dev.monitor.jdbc.pool.PoolUsage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link DatabaseProbe} that borrows one connection, and none of a pool that has none to
 * spare. It leaves no transaction open. Not thread-safe.
 */
public final class DataSourceProbe implements DatabaseProbe {

	private static final Logger logger = LoggerFactory.getLogger(DataSourceProbe.class);

	private static final int UNKNOWN = -1;

	private final String name;

	private final DataSource dataSource;

	private final PoolUsage.Reader pools;

	private final Duration timeout;

	private @Nullable DatabaseQueries queries;

	/**
	 * Create a probe.
	 * @param name name of the data source
	 * @param dataSource the data source
	 * @param pools reads how far pools are used
	 * @param timeout time that each statement may take; the network has twice as long
	 */
	public DataSourceProbe(String name, DataSource dataSource, PoolUsage.Reader pools, Duration timeout) {
		this.name = name;
		this.dataSource = dataSource;
		this.pools = pools;
		this.timeout = timeout;
	}

	@Override
	public DatabaseSample sample() throws SQLException, UnsupportedDatabaseException {
		PoolUsage usage = this.pools.read(this.dataSource);
		if (usage != null && usage.isExhausted()) {
			throw new SQLTransientConnectionException(usage.toString());
		}
		try (Connection connection = this.dataSource.getConnection()) {
			int before = limitNetwork(connection);
			try {
				return sample(connection);
			}
			finally {
				leave(connection, before);
			}
		}
	}

	private DatabaseSample sample(Connection connection) throws SQLException, UnsupportedDatabaseException {
		DatabaseQueries known = this.queries;
		if (known == null) {
			known = DatabaseQueries.of(connection.getMetaData(), this.name);
			this.queries = known;
		}
		return known.sample(new SampleStatements(connection, (int) Math.max(1, this.timeout.toSeconds())));
	}

	/**
	 * A timeout of the statement is no help against a server that does not answer at all.
	 * Not all drivers know one of the network.
	 */
	private int limitNetwork(Connection connection) {
		try {
			int before = connection.getNetworkTimeout();
			connection.setNetworkTimeout(Runnable::run, (int) this.timeout.multipliedBy(2).toMillis());
			return before;
		}
		catch (SQLException | RuntimeException | LinkageError ex) {
			return UNKNOWN;
		}
	}

	/**
	 * Leave the connection as it was, unless it is broken.
	 */
	private static void leave(Connection connection, int networkTimeout) {
		try {
			if (!connection.getAutoCommit()) {
				connection.rollback();
			}
			if (networkTimeout != UNKNOWN) {
				connection.setNetworkTimeout(Runnable::run, networkTimeout);
			}
		}
		catch (SQLException ex) {
			logger.debug("A connection could not be left as it was", ex);
		}
	}

}
