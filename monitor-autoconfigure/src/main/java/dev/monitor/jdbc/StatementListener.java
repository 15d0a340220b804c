package dev.monitor.jdbc;

import java.sql.SQLException;

import org.apiguardian.api.API;

/**
 * Is told what passes through one data source, on the thread that uses it. Quick and
 * thread-safe. What it throws goes no further than the log. All beans of this type are
 * told, in order, of each data source that anyone observes.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface StatementListener {

	/**
	 * Called when a statement or a batch was executed.
	 * @param execution how it ended
	 */
	void executed(StatementExecution execution);

	/**
	 * Called when a connection was given out.
	 */
	default void borrowed() {
	}

	/**
	 * Called when a transaction could not be committed.
	 * @param failure what the driver threw
	 */
	default void commitFailed(SQLException failure) {
	}

}
