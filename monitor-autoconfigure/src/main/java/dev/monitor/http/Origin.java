package dev.monitor.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Tells requests that a browser sends for a web page of another origin, by what it says
 * of the page: {@code Origin} (RFC 6454) and {@code Sec-Fetch-Site} (W3C Fetch Metadata).
 */
final class Origin {

	private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

	private Origin() {
	}

	static boolean isForeign(Map<String, List<String>> headers, String authority) {
		for (String origin : headers.getOrDefault("origin", List.of())) {
			if (!isOf(authority, origin)) {
				return true;
			}
		}
		return !OWN_SITES.containsAll(headers.getOrDefault("sec-fetch-site", List.of()));
	}

	static String host(String authority) {
		int colon = portColon(authority);
		return (colon >= 0) ? authority.substring(0, colon) : authority;
	}

	private static boolean isOf(String authority, String origin) {
		try {
			URI page = URI.create(origin.toLowerCase(Locale.ROOT));
			String defaultPort = "https".equals(page.getScheme()) ? ":443" : ":80";
			return withPort(String.valueOf(page.getAuthority()), defaultPort)
				.equalsIgnoreCase(withPort(authority, defaultPort));
		}
		catch (IllegalArgumentException ex) {
			return false;
		}
	}

	private static String withPort(String authority, String defaultPort) {
		return (portColon(authority) >= 0) ? authority : authority + defaultPort;
	}

	/**
	 * Find the colon before the port; those of an IPv6 address stand in brackets.
	 */
	private static int portColon(String authority) {
		int colon = authority.lastIndexOf(':');
		return (colon > authority.lastIndexOf(']')) ? colon : -1;
	}

}
