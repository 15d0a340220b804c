package dev.monitor.database;

/**
 * Takes samples of one database. Not called by two threads at once.
 */
@FunctionalInterface
public interface DatabaseProbe {

	/**
	 * Take a sample.
	 * @return the sample
	 * @throws UnsupportedDatabaseException if there are none of this kind of database
	 * @throws Exception if the database could not be asked
	 */
	DatabaseSample sample() throws Exception;

	/**
	 * Return which database it is, from memory. Any thread may ask.
	 * @return product and version, empty as long as no sample has told
	 */
	default String server() {
		return "";
	}

}
