package dev.monitor.database;

import java.util.Map;

import org.apiguardian.api.API;

/**
 * How a database stands. What a kind of database does not tell is {@code NaN}. Immutable.
 *
 * @param sizeInBytes size of its files
 * @param connections connections of all its clients, by state
 * @param cacheHitRatio part of the blocks read that were in its cache, from 0 to 1
 * @param longestTransaction age of the oldest open transaction in seconds, 0 if there is
 * none
 * @param deadlocks deadlocks so far, as the database counts them
 * @param rows estimated number of rows in all tables
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record DatabaseSample(double sizeInBytes, Map<ConnectionState, Long> connections, double cacheHitRatio,
		double longestTransaction, double deadlocks, double rows) {

	/**
	 * Create the sample, with a copy of the connections.
	 * @param sizeInBytes in bytes, or {@code NaN}
	 * @param connections by state
	 * @param cacheHitRatio from 0 to 1, or {@code NaN}
	 * @param longestTransaction in seconds, or {@code NaN}
	 * @param deadlocks a total, or {@code NaN}
	 * @param rows an estimate, or {@code NaN}
	 */
	public DatabaseSample {
		connections = Map.copyOf(connections);
	}

}
