package dev.monitor.database;

/**
 * Is told about databases. What it throws goes no further than a debug log.
 */
public interface DatabaseListener {

	/**
	 * Called once for each database.
	 * @param database the database
	 */
	default void found(Database database) {
	}

	/**
	 * Called after each sample.
	 * @param database the database
	 * @param sample the sample
	 */
	default void sampled(Database database, DatabaseSample sample) {
	}

	/**
	 * Called when there will be no samples of a database.
	 * @param database the database
	 */
	default void unsupported(Database database) {
	}

}
