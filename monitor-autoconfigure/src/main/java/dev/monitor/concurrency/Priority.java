package dev.monitor.concurrency;

import java.util.Locale;

import org.apiguardian.api.API;

/**
 * How much it matters that a request is served when not all can be, from the highest to
 * the lowest.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public enum Priority {

	/**
	 * Must be served: may use the reserve above the limit.
	 */
	CRITICAL,

	/**
	 * Somebody waits for the answer. What a request has that nothing is said about.
	 */
	NORMAL,

	/**
	 * May come later: holds part of the limit only, while higher ones want it.
	 */
	LOW,

	/**
	 * May come much later, such as batches.
	 */
	BULK;

	private final String text = name().toLowerCase(Locale.ROOT);

	/**
	 * Tell whether demand of this priority counts as overload of the application.
	 * @return whether it is {@link #CRITICAL} or {@link #NORMAL}
	 */
	boolean isHigh() {
		return compareTo(NORMAL) <= 0;
	}

	/**
	 * Return the name in the form that configuration, metrics and responses show.
	 * @return lower case
	 */
	@Override
	public String toString() {
		return this.text;
	}

}
