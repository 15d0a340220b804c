package dev.monitor.concurrency;

import org.jspecify.annotations.Nullable;

/**
 * How many may wait beside a limit: as many as were asked for, or half of the limit, and
 * never more than the server's threads allow.
 *
 * @param wanted the number asked for, 0 or more; {@code null} for half of the limit
 * @param budget the server's threads, {@code null} if they set no bound
 */
public record MaxWaiting(@Nullable Integer wanted, @Nullable ThreadBudget budget) {

	/**
	 * Return how many may wait.
	 * @param limit number of requests in service, at least 1
	 * @param reserve how many more may be in service, 0 or more
	 * @return the number, 0 or more
	 */
	public int beside(int limit, int reserve) {
		int uncapped = uncapped(limit);
		return (this.budget != null) ? Math.min(uncapped, this.budget.highestWaiting(limit + reserve)) : uncapped;
	}

	/**
	 * Return how many might wait if there were threads enough.
	 * @param limit number of requests in service, at least 1
	 * @return the number, 0 or more
	 */
	public int uncapped(int limit) {
		return (this.wanted != null) ? this.wanted : Math.max(1, limit / 2);
	}

}
