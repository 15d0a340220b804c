package dev.monitor.database;

import java.util.Locale;

import org.apiguardian.api.API;

/**
 * What a connection is doing, as the database sees it.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public enum ConnectionState {

	/**
	 * Executes a statement.
	 */
	ACTIVE,

	/**
	 * Waits for a statement, outside a transaction.
	 */
	IDLE,

	/**
	 * Waits for a statement, inside a transaction.
	 */
	IDLE_IN_TRANSACTION,

	/**
	 * Anything else, also what the role may not see.
	 */
	OTHER;

	private final String tag = name().toLowerCase(Locale.ROOT);

	/**
	 * Return the name as a tag has it, in lower case.
	 */
	@Override
	public String toString() {
		return this.tag;
	}

}
