package dev.monitor.sql;

import org.apiguardian.api.API;

/**
 * Is told what passes through one data source or connection factory, on the thread that
 * uses it, or that the driver answers on. Quick and thread-safe; it never blocks. What it
 * throws goes no further than the log. All beans of this type are told, in order, of each
 * source of connections that anyone observes.
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
