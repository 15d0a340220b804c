package dev.monitor.database;

/**
 * Thrown when it is not known how to take samples of a kind of database.
 */
public final class UnsupportedDatabaseException extends Exception {

	/**
	 * Create the exception.
	 * @param product what the database calls itself
	 */
	public UnsupportedDatabaseException(String product) {
		super(product);
	}

}
