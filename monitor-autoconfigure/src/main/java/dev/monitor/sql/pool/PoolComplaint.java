package dev.monitor.sql.pool;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

/**
 * A pool that waited in vain for a connection complains about the time. What the database
 * said meanwhile is the cause of the complaint, and more helpful.
 */
public final class PoolComplaint {

	private PoolComplaint() {
	}

	/**
	 * Find what the database said.
	 * @param failure what a data source threw instead of giving a connection
	 * @return the database's own failure; the given one if that is all that is known
	 */
	public static SQLException reason(SQLException failure) {
		return (failure instanceof SQLTransientConnectionException && failure.getCause() instanceof SQLException said)
				? said : failure;
	}

}
