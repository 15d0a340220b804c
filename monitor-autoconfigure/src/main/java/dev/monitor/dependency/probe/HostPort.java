package dev.monitor.dependency.probe;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port, written {@code host:port}, with IPv6 addresses in brackets as in
 * <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2">RFC 3986</a>.
 *
 * @param host name or address, without brackets
 * @param port from 1 to 65535
 */
public record HostPort(String host, int port) {

	private static final Pattern TEXT = Pattern
		.compile("(?:\\[([0-9a-fA-F:.]+(?:%\\w+)?)]|([^\\s:/@\\[\\]]+)):(\\d{1,5})");

	/**
	 * Read a host and port.
	 * @param text the text
	 * @return the host and port
	 * @throws IllegalArgumentException if it is neither {@code host:port} nor
	 * {@code [address]:port}
	 */
	public static HostPort parse(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : 0;
		if (port < 1 || port > 65535) {
			throw new IllegalArgumentException("is not host:port");
		}
		String address = matcher.group(1);
		return new HostPort((address != null) ? address : matcher.group(2), port);
	}

}
