package dev.monitor.concurrency.autoconfigure;

import dev.monitor.concurrency.ThreadBudget;

/**
 * Pool of platform threads on which the web server runs requests.
 *
 * @param max most threads there can be, at least 1
 * @param property property that sets the number
 */
record ServerThreads(int max, String property) {

	ThreadBudget budget() {
		return new ThreadBudget(this.max);
	}

	@Override
	public String toString() {
		return this.property + "=" + this.max;
	}

}
