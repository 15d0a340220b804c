package dev.monitor.sql;

import org.apiguardian.api.API;

/**
 * Is called for each statement of one data source or connection factory, on the thread
 * that uses it or that the driver answers on. An implementation is quick, thread-safe and
 * never blocks. An exception that it throws is only logged. All beans of this type are
 * called, in order, for each source of connections that is observed.
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
	default void commitFailed(Exception failure) {
	}

}
