package dev.monitor.benchmarks.client;

/**
 * How a request ended.
 */
public enum Outcome {

	/**
	 * Answered with 200 in time.
	 */
	ACCEPTED,

	/**
	 * Answered with 429 or 503 in time.
	 */
	REJECTED,

	/**
	 * Given up.
	 */
	TIMEOUT,

	/**
	 * No connection, connection lost, or an answer with another status.
	 */
	ERROR;

	static Outcome of(int status) {
		return switch (status) {
			case 200 -> ACCEPTED;
			case 429, 503 -> REJECTED;
			default -> ERROR;
		};
	}

}
