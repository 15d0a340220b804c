package dev.monitor.http;

import java.util.Locale;
import java.util.Set;

/**
 * Headers by which a proxy tells that it relays a request for someone else.
 */
public final class ProxyHeaders {

	private static final Set<String> NAMES = Set.of("forwarded", "via", "x-real-ip", "x-client-ip", "true-client-ip",
			"cf-connecting-ip");

	private ProxyHeaders() {
	}

	/**
	 * Tell whether a header betrays a proxy.
	 * @param name the header's name, in any case
	 * @return whether only proxies send it
	 */
	public static boolean contains(String name) {
		String lower = name.toLowerCase(Locale.ROOT);
		return lower.startsWith("x-forwarded-") || NAMES.contains(lower);
	}

}
