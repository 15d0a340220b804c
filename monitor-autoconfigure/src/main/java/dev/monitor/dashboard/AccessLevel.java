package dev.monitor.dashboard;

/**
 * What somebody may do who sees the page.
 */
public enum AccessLevel {

	/**
	 * See it.
	 */
	VIEW,

	/**
	 * See what is shown to operators only as well.
	 */
	OPERATE

}
