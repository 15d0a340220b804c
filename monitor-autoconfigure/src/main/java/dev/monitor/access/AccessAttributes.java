package dev.monitor.access;

import dev.monitor.event.TraceIds;

/**
 * Names of the attributes of a request in which filters keep what only they know of it,
 * for its access event.
 */
public final class AccessAttributes {

	/**
	 * The client's address, a text, where a filter in front has put another into the
	 * place of the connection's.
	 */
	public static final String CLIENT = "dev.monitor.access.CLIENT";

	/**
	 * The {@link TraceIds}.
	 */
	public static final String TRACE = TraceIds.class.getName();

	/**
	 * The name of the user.
	 */
	public static final String USER = "dev.monitor.access.USER";

	private AccessAttributes() {
	}

}
