package dev.monitor.database;

import org.apiguardian.api.API;

/**
 * Is told about databases. All beans of this type are, in order; they are asked for while
 * data sources are being created, so they must not need one. What a listener throws goes
 * no further than the log.
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
