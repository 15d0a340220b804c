package dev.monitor.event;

/**
 * How long the line of an event may be, in bytes, its end included. Who writes lines cuts
 * longer ones, and who makes events of many pairs makes several instead.
 */
public final class LineLimit {

	/**
	 * Name of the property that sets it.
	 */
	public static final String PROPERTY = "monitor.logging.max-line-bytes";

	/**
	 * What it is unless set.
	 */
	public static final int DEFAULT = 9900;

	private LineLimit() {
	}

}
