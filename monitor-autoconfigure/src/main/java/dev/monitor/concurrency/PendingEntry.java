package dev.monitor.concurrency;

/**
 * A request that has asked for a permit and waits for the decision. Thread-safe.
 */
@FunctionalInterface
public non-sealed interface PendingEntry extends Entry {

	/**
	 * Stop waiting. The request then gets no decision, and counts as neither admitted nor
	 * rejected.
	 * @return whether it was waiting; if not, the decision was made before, and whoever
	 * got a permit by it must give that back
	 */
	boolean cancel();

}
