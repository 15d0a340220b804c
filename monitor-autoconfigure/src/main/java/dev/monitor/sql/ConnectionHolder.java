package dev.monitor.sql;

/**
 * Who has asked a data source or connection factory for a connection, and holds it from
 * when it was given until it is closed. Thread-safe.
 */
public interface ConnectionHolder {

	/**
	 * A holder of whom nobody wants to know.
	 */
	ConnectionHolder UNKNOWN = new UnknownHolder();

	/**
	 * Note that the connection is given.
	 */
	void given();

	/**
	 * Tell whether the connection was given.
	 * @return whether {@link #given()} was called
	 */
	boolean isGiven();

	/**
	 * Note what the connection executes. The text is kept as long as the connection.
	 * @param sql the statement as the application wrote it
	 */
	void executes(String sql);

	/**
	 * Note that there is no connection, or no more; do nothing if that is so already.
	 */
	void end();

}
