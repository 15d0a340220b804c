package dev.monitor.benchmarks.client;

/**
 * Hears once how a request ended, on the client's thread.
 */
@FunctionalInterface
interface OutcomeListener {

	/**
	 * The request has ended.
	 * @param outcome how
	 * @param nanos time since the request was due
	 */
	void ended(Outcome outcome, long nanos);

}
