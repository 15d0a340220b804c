package dev.monitor.http.servlet;

/**
 * The order of Monitor's filters among each other and among those of others, from the
 * first to the last. Those of Spring Boot that matter: {@code ForwardedHeaderFilter} at
 * the lowest number there is, {@code ServerHttpObservationFilter}, which opens the trace,
 * at the next, sessions at the lowest plus 50, Spring Security at -100.
 */
public enum FilterOrder {

	/**
	 * Answers of gates: nothing may refuse, delay or observe a probe.
	 */
	GATES(Integer.MIN_VALUE),

	/**
	 * What access events keep of a request: right behind the filters that know the client
	 * and open the trace, and before every other that may refuse it, so that a rejected
	 * request is logged as a served one.
	 */
	ARRIVAL(Integer.MIN_VALUE + 2),

	/**
	 * What is in flight: before the limiter, so that a request that waits is seen.
	 */
	IN_FLIGHT(Integer.MIN_VALUE + 3),

	/**
	 * The limiter: inside of the observation, so that rejected requests are measured, and
	 * before everything that costs something.
	 */
	CONCURRENCY(Integer.MIN_VALUE + 4),

	/**
	 * The guard of metrics: before everything that may redirect a request or ask it for a
	 * login.
	 */
	SCRAPE(Integer.MIN_VALUE + 10),

	/**
	 * The name of the user: behind every filter that may find it out.
	 */
	USER(Integer.MAX_VALUE);

	private final int value;

	FilterOrder(int value) {
		this.value = value;
	}

	/**
	 * Return the order to register the filter with.
	 * @return the order, lower ones first
	 */
	public int value() {
		return this.value;
	}

}
