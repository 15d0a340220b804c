package dev.monitor.delivery;

import java.net.IDN;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The host of a target. Users, passwords, paths and queries are no part of it.
 */
final class TargetHost {

	/**
	 * The host of a target that names none.
	 */
	static final String UNKNOWN = "unknown";

	private static final Pattern AUTHORITY = Pattern.compile("(?:[A-Za-z][A-Za-z0-9+.-]*://)?([^/?#\\\\]*).*",
			Pattern.DOTALL);

	private static final Pattern HOST = Pattern
		.compile("\\[([0-9a-f:.]{2,45})(?:%[^]]*)?](?::\\d*)?" + "|(?=.{2,45}$)([0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*)"
				+ "|([a-z0-9_](?:[a-z0-9_.-]{0,251}[a-z0-9_])?)\\.?(?::\\d*)?");

	private TargetHost() {
	}

	/**
	 * Find the host. Never throws.
	 * @param target a URL, a host, a host with its port, or the address of a mail
	 * @return the host in lower case, {@link #UNKNOWN} if there is none
	 */
	static String of(String target) {
		Matcher authority = AUTHORITY.matcher(String.valueOf(target).strip());
		String rest = authority.matches() ? authority.group(1) : "";
		rest = rest.substring(rest.lastIndexOf('@') + 1);
		Matcher host = HOST.matcher(ascii(rest.endsWith(">") ? rest.substring(0, rest.length() - 1) : rest));
		if (!host.matches()) {
			return UNKNOWN;
		}
		for (int i = 1; i <= host.groupCount(); i++) {
			String found = host.group(i);
			if (found != null) {
				return found;
			}
		}
		return UNKNOWN;
	}

	private static String ascii(String host) {
		try {
			return (host.chars().allMatch((c) -> c < 128) ? host : IDN.toASCII(host)).toLowerCase(Locale.ROOT);
		}
		catch (RuntimeException ex) {
			return "";
		}
	}

}
