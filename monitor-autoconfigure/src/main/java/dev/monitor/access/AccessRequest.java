package dev.monitor.access;

import org.jspecify.annotations.Nullable;

/**
 * What an access event says of the request.
 *
 * @param port the port on which the server listens
 * @param method the method; {@code null} if the request could not be parsed so far
 * @param path the path as the client sent it; {@code null} as above
 * @param query the query as the client sent it
 * @param remoteAddr the client's address, as far as the container trusts what it is told;
 * a port and brackets that come with it are left out
 * @param user name of the authenticated user
 */
public record AccessRequest(int port, @Nullable String method, @Nullable String path, @Nullable String query,
		@Nullable String remoteAddr, @Nullable String user) {

	/**
	 * Take the address out of what a proxy may have written for it.
	 * @param port port of the server
	 * @param method the method
	 * @param path the path as the client sent it
	 * @param query the query as the client sent it
	 * @param remoteAddr the client's address, perhaps with a port and in brackets
	 * @param user name of the authenticated user
	 */
	public AccessRequest {
		remoteAddr = (remoteAddr != null) ? address(remoteAddr) : null;
	}

	/**
	 * Spring puts brackets around an IPv4 address with a port as well.
	 */
	private static String address(String text) {
		String address = text.startsWith("\"") ? text.replace("\"", "") : text;
		if (address.startsWith("[") && address.indexOf(']') > 0) {
			address = address.substring(1, address.indexOf(']'));
		}
		int colon = address.indexOf(':');
		return (colon > 0 && colon == address.lastIndexOf(':')) ? address.substring(0, colon) : address;
	}

}
