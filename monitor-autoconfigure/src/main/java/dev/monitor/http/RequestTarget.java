package dev.monitor.http;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The target of a request as the client sent it (RFC 9112, section 3.2): a path, or a
 * whole URL.
 */
public final class RequestTarget {

	private static final Pattern ABSOLUTE = Pattern.compile("(?i)https?://([^/?#]*+)(.*+)");

	private RequestTarget() {
	}

	/**
	 * Return what the client asks for. The host of a URL counts, and not that of the
	 * header (section 3.2.2).
	 * @param target the target
	 * @param host the header {@code Host}, or what stands for it
	 * @return host or host:port
	 */
	public static String authority(String target, String host) {
		Matcher absolute = ABSOLUTE.matcher(target);
		return absolute.matches() ? absolute.group(1) : host;
	}

	/**
	 * Return the path.
	 * @param target the target
	 * @return the path as it was sent, without query
	 */
	public static String path(String target) {
		Matcher absolute = ABSOLUTE.matcher(target);
		String path = absolute.matches() ? absolute.group(2) : target;
		int query = path.indexOf('?');
		return (query >= 0) ? path.substring(0, query) : path;
	}

}
