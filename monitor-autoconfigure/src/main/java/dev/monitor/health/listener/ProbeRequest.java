package dev.monitor.health.listener;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Locale;

import dev.monitor.request.Caller;
import dev.monitor.request.ProxyHeaders;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.x request, as far as a probe needs it (RFC 9112).
 *
 * @param method the method
 * @param path the path, without query and as it was sent
 * @param host the host asked for, without port, {@code null} if the request names none
 * @param forwarded whether a proxy left a trace
 */
record ProbeRequest(String method, String path, @Nullable String host, boolean forwarded) {

	/**
	 * Read a head.
	 * @param head all lines up to the empty one
	 * @return the request, {@code null} if that is no HTTP/1.x
	 */
	static @Nullable ProbeRequest parse(String head) {
		List<String> lines = head.lines().toList();
		String[] start = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
		if (start.length != 3 || start[0].isEmpty() || !start[2].matches("HTTP/1\\.\\d")) {
			return null;
		}
		String host = null;
		boolean forwarded = false;
		for (String line : lines.subList(1, lines.size())) {
			if (line.isEmpty()) {
				break;
			}
			int colon = line.indexOf(':');
			if (colon <= 0) {
				return null;
			}
			String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
			forwarded = forwarded || ProxyHeaders.contains(name);
			if (name.equals("host")) {
				if (host != null) {
					return null;
				}
				host = withoutPort(line.substring(colon + 1).strip());
			}
		}
		return new ProbeRequest(start[0], path(start[1]), host, forwarded);
	}

	Caller caller(InetSocketAddress peer, InetSocketAddress local) {
		String asked = (this.host != null) ? this.host : local.getAddress().getHostAddress();
		return new Caller(peer.getAddress().getHostAddress(), local.getAddress().getHostAddress(), asked,
				this.forwarded);
	}

	private static String path(String target) {
		String path = target.replaceFirst("^https?://[^/?]*", "");
		int query = path.indexOf('?');
		return (query >= 0) ? path.substring(0, query) : path;
	}

	private static String withoutPort(String host) {
		int colon = host.lastIndexOf(':');
		return (colon > host.indexOf(']')) ? host.substring(0, colon) : host;
	}

}
