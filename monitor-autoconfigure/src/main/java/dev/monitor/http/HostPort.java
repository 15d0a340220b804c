package dev.monitor.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Host and port, written {@code host:port}, with IPv6 addresses in brackets as in
 * <a href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2.2">RFC 3986</a>.
 *
 * @param host name or address, without brackets
 * @param port from 0 to 65535
 */
public record HostPort(String host, int port) {

	private static final Pattern TEXT = Pattern
		.compile("(?:\\[([0-9a-fA-F:.]+(?:%\\w+)?)]|([^\\s:/@\\[\\]]+)):(\\d{1,5})");

	private static final Pattern STRAY = Pattern.compile("[\\s/@]");

	/**
	 * Read a host and port.
	 * @param text the text
	 * @return the host and port
	 * @throws IllegalArgumentException if it is neither {@code host:port} nor
	 * {@code [address]:port}; the message says what is wrong, a clause that can follow
	 * "it", and repeats one character of the text at most
	 */
	public static HostPort parse(String text) {
		Matcher matcher = TEXT.matcher(text.strip());
		int port = matcher.matches() ? Integer.parseInt(matcher.group(3)) : -1;
		if (port < 0 || port > 65535) {
			throw new IllegalArgumentException(problem(text.strip()));
		}
		String address = matcher.group(1);
		return new HostPort((address != null) ? address : matcher.group(2), port);
	}

	/**
	 * Return the text that {@link #parse} reads.
	 * @return such as {@code broker:5672} or {@code [::1]:80}
	 */
	@Override
	public String toString() {
		return (this.host.contains(":") ? "[" + this.host + "]" : this.host) + ":" + this.port;
	}

	private static String problem(String text) {
		Matcher stray = STRAY.matcher(text);
		if (stray.find()) {
			return "is not host:port, as it has a '" + stray.group() + "'";
		}
		boolean bare = text.indexOf(':') != text.lastIndexOf(':') && text.indexOf('[') < 0;
		return bare ? "is not host:port: an IPv6 address stands in brackets" : "is not host:port";
	}

}
