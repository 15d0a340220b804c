package dev.monitor.dependency.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * Reads http and https addresses. What is wrong with one is told by the character that is
 * in the way; no more of it is repeated, since it may be secret.
 */
final class HttpUrl {

	/**
	 * What cannot stand in any url (RFC 3986); letters beyond ASCII are left to the JDK.
	 */
	private static final Pattern NO_URL_CHARACTER = Pattern
		.compile("[\\x00-\\x20\"<>\\\\^`{|}\\x7f]|%(?![0-9a-fA-F]{2})");

	private static final Pattern NO_HOST_CHARACTER = Pattern.compile("[^A-Za-z0-9.-]");

	private HttpUrl() {
	}

	/**
	 * Read an address.
	 * @param url the text
	 * @return the address, with a host
	 * @throws IllegalArgumentException if it is none; the message is a clause that can
	 * follow "it"
	 */
	static URI parse(String url) {
		Matcher stray = NO_URL_CHARACTER.matcher(url);
		if (stray.find()) {
			throw new IllegalArgumentException("has a " + character(stray.group()) + " that is not percent-encoded");
		}
		URI uri;
		try {
			uri = new URI(url);
		}
		catch (URISyntaxException ex) {
			throw new IllegalArgumentException("is not a url");
		}
		if (!"http".equalsIgnoreCase(uri.getScheme()) && !"https".equalsIgnoreCase(uri.getScheme())) {
			throw new IllegalArgumentException("is not an http or https url");
		}
		if (uri.getHost() == null || uri.getHost().isEmpty()) {
			throw new IllegalArgumentException(problem(uri.getRawAuthority(), url));
		}
		if (uri.getPort() == 0 || uri.getPort() > 65535) {
			throw new IllegalArgumentException("has a port that is not between 1 and 65535");
		}
		return uri;
	}

	private static String problem(@Nullable String authority, String url) {
		if (authority == null) {
			return "has no host";
		}
		int at = authority.lastIndexOf('@');
		if (authority.indexOf('@') < at) {
			return "has an '@' in the user name or password, where it is written %40";
		}
		if (at < 0 && url.lastIndexOf('@') > url.indexOf(authority)) {
			return "has a '/', '?' or '#' before an '@': in a user name or password they are written %2F, %3F and %23";
		}
		String[] parts = authority.substring(at + 1).split(":", -1);
		Matcher stray = NO_HOST_CHARACTER.matcher(parts[0]);
		if (stray.find()) {
			return "has a " + character(stray.group())
					+ " in the host, which HTTP clients of Java do not accept. Use another name of the host,"
					+ " such as a network alias with '-', or set address in place of url";
		}
		if (parts.length > 2) {
			return "has more than one ':' after the host: an IPv6 address stands in brackets";
		}
		return (parts.length > 1 && !parts[1].matches("\\d{1,5}")) ? "has no valid port" : "has no valid host";
	}

	private static String character(String text) {
		int codePoint = text.codePointAt(0);
		return Character.isISOControl(codePoint) ? "U+%04X".formatted(codePoint)
				: "'" + Character.toString(codePoint) + "'";
	}

}
