package dev.monitor.listener.http;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import dev.monitor.http.Caller;
import dev.monitor.http.ConnectionEnds;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.RequestTarget;
import org.jspecify.annotations.Nullable;

/**
 * The head of an HTTP/1.x request (RFC 9112), read.
 *
 * @param method the method
 * @param path the path, without query and as it was sent
 * @param version name and version of the protocol
 * @param headers all values of each header, by its name in lower case; the host is that
 * of the target if it names one
 * @param peer the client's end of the connection
 * @param local this end of the connection
 */
record RequestHead(String method, String path, String version, Map<String, List<String>> headers,
		InetSocketAddress peer, InetSocketAddress local) implements HttpRequest {

	private static final Pattern VERSION = Pattern.compile("HTTP/1\\.\\d");

	private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");

	/**
	 * Read a head.
	 * @param head all lines up to the empty one
	 * @param peer the client's end of the connection
	 * @param local this end of the connection
	 * @return the request, {@code null} if that is no HTTP/1.x
	 */
	static @Nullable RequestHead parse(String head, InetSocketAddress peer, InetSocketAddress local) {
		List<String> lines = lines(head);
		String[] start = lines.isEmpty() ? new String[0] : lines.get(0).split(" ", -1);
		if (start.length != 3 || start[0].isEmpty() || !VERSION.matcher(start[2]).matches()) {
			return null;
		}
		Map<String, List<String>> headers = new LinkedHashMap<>();
		for (String line : lines.subList(1, lines.size())) {
			int colon = line.indexOf(':');
			if (colon <= 0 || !NAME.matcher(line).region(0, colon).matches()) {
				return null;
			}
			String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
			List<String> values = headers.get(name);
			if (values == null) {
				values = new ArrayList<>();
				headers.put(name, values);
			}
			values.add(line.substring(colon + 1).strip());
		}
		if (headers.getOrDefault("host", List.of()).size() > 1) {
			return null;
		}
		String authority = RequestTarget.authority(start[1], "");
		if (!authority.isEmpty()) {
			headers.put("host", List.of(authority));
		}
		return new RequestHead(start[0], RequestTarget.path(start[1]), start[2], headers, peer, local);
	}

	private static List<String> lines(String head) {
		List<String> lines = new ArrayList<>();
		for (String line : head.split("\r\n|[\r\n]", -1)) {
			if (line.isEmpty()) {
				break;
			}
			lines.add(line);
		}
		return lines;
	}

	@Override
	public List<String> header(String name) {
		return this.headers.getOrDefault(name, List.of());
	}

	/**
	 * A client that names no host asks for this address.
	 */
	@Override
	public Caller caller() {
		String address = this.local.getAddress().getHostAddress();
		String literal = (address.indexOf(':') >= 0) ? '[' + address + ']' : address;
		return new ConnectionEnds(this.peer.getAddress().getHostAddress(), address, false).caller(this.version,
				header("host").isEmpty() ? literal : header("host").get(0), this.headers);
	}

	/**
	 * Leave the headers out, so that no credentials can reach a log.
	 */
	@Override
	public String toString() {
		return "RequestHead[method=%s, path=%s, peer=%s]".formatted(this.method, this.path, this.peer);
	}

}
