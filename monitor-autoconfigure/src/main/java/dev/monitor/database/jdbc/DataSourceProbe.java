package dev.monitor.database.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;

import javax.sql.DataSource;

import dev.monitor.database.DatabaseProbe;
import dev.monitor.database.DatabaseSample;
import dev.monitor.database.UnsupportedDatabaseException;
import dev.monitor.sql.PoolReader;
import dev.monitor.sql.pool.PoolComplaint;
import org.jspecify.annotations.Nullable;

/**
 * {@link DatabaseProbe} that borrows one connection, and none of a pool that has none to
 * spare. It leaves no transaction open. Not thread-safe.
 */
public final class DataSourceProbe implements DatabaseProbe {

	private final String name;

	private final DataSource dataSource;

	private final PoolReader pools;

	private final Duration timeout;

	private @Nullable DatabaseQueries queries;

	private volatile String server = "";

	/**
	 * Create a probe.
	 * @param name name of the data source
	 * @param dataSource the data source
	 * @param pools reads how pools stand
	 * @param timeout time that each statement may take; the network has twice as long
	 */
	public DataSourceProbe(String name, DataSource dataSource, PoolReader pools, Duration timeout) {
		this.name = name;
		this.dataSource = dataSource;
		this.pools = pools;
		this.timeout = timeout;
	}

	@Override
	public DatabaseSample sample() throws SQLException, UnsupportedDatabaseException {
		String exhaustion = this.pools.exhaustion(this.dataSource);
		if (exhaustion != null) {
			throw new SQLTransientConnectionException(exhaustion);
		}
		try (BorrowedConnection borrowed = new BorrowedConnection(borrow(), this.timeout.multipliedBy(2))) {
			return sample(borrowed.connection());
		}
	}

	private Connection borrow() throws SQLException {
		try {
			return this.dataSource.getConnection();
		}
		catch (SQLException ex) {
			throw PoolComplaint.reason(ex);
		}
	}

	@Override
	public String server() {
		return this.server;
	}

	private DatabaseSample sample(Connection connection) throws SQLException, UnsupportedDatabaseException {
		DatabaseQueries known = this.queries;
		if (known == null) {
			Server asked = Server.of(connection.getMetaData());
			this.server = asked.toString();
			known = DatabaseQueries.of(asked, this.name);
			this.queries = known;
		}
		return known.sample(new LimitedStatements(connection, (int) Math.max(1, this.timeout.toSeconds())));
	}

}
