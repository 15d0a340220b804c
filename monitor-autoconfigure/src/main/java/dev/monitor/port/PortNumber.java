package dev.monitor.port;

/**
 * The number of the monitor port, where none is given: that of the web server and 80, as
 * {@code ftw.monitor} has it.
 */
public final class PortNumber {

	/**
	 * How far it is above the web server's.
	 */
	public static final int DISTANCE = 80;

	/**
	 * The highest port there is (RFC 9293, section 3.1).
	 */
	public static final int HIGHEST = 65535;

	private PortNumber() {
	}

}
