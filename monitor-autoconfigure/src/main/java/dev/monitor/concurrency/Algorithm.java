package dev.monitor.concurrency;

import java.util.Locale;

/**
 * How the limit is found.
 */
public enum Algorithm {

	/**
	 * The limit stays as it was set.
	 */
	FIXED,

	/**
	 * Follows the trend of round-trip times: lower when they rise above their long-term
	 * average.
	 */
	GRADIENT2,

	/**
	 * Follows the distance of round-trip times from the shortest seen.
	 */
	VEGAS,

	/**
	 * One more as long as the limit is made use of, a tenth less after timeouts.
	 */
	AIMD;

	/**
	 * Return the name in the form that configuration and the endpoint show.
	 * @return lower case
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
