package dev.monitor.database;

import org.apiguardian.api.API;

/**
 * Is called for databases and their samples. All beans of this type are called, in order.
 * The beans are created while data sources are being created, so they must not need a
 * data source. An exception that a listener throws is only logged.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface DatabaseListener {

	/**
	 * Called once for each database.
	 * @param database name of its data source
	 */
	default void found(String database) {
	}

	/**
	 * Called after each sample.
	 * @param database name of its data source
	 * @param sample the sample
	 */
	default void sampled(String database, DatabaseSample sample) {
	}

	/**
	 * Called when there will be no samples of a database.
	 * @param database name of its data source
	 */
	default void unsupported(String database) {
	}

}
