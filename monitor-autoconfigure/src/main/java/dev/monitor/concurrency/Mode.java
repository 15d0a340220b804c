package dev.monitor.concurrency;

import java.util.Locale;

/**
 * What becomes of requests that get no permit.
 */
public enum Mode {

	/**
	 * They wait, and are rejected.
	 */
	ENFORCE,

	/**
	 * They are served all the same, and counted as what would have become of them.
	 */
	OBSERVE;

	/**
	 * Return the name in the form that configuration, metrics and the endpoint show.
	 * @return lower case
	 */
	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
