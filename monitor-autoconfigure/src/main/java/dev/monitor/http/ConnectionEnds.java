package dev.monitor.http;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/**
 * The connection a request came over.
 *
 * @param peer the IP address at the other end, {@code null} if unknown
 * @param local the IP address at this end, {@code null} if unknown
 * @param relayed whether a proxy is at the other end: the container knows it by its
 * protocol, or has done what a header of the proxy's told it
 */
public record ConnectionEnds(@Nullable String peer, @Nullable String local, boolean relayed) {

	/**
	 * Versions that clients speak; NGINX, for one, speaks older ones to what it relays
	 * to.
	 */
	private static final Pattern VERSION = Pattern.compile("HTTP/(1\\.[1-9]|[2-9].*)");

	/**
	 * Tell who sent a request over this connection.
	 * @param protocol name and version of the protocol, such as {@code HTTP/1.1}
	 * @param authority what the client asked for, host or host:port
	 * @param headers all values of each header, by its name in lower case
	 * @return the caller
	 */
	public Caller caller(String protocol, String authority, Map<String, List<String>> headers) {
		boolean forwarded = this.relayed || !VERSION.matcher(protocol).matches() || isRelayed(headers.keySet());
		return new Caller(this.peer, this.local, Origin.host(authority), forwarded,
				Origin.isForeign(headers, authority));
	}

	private static boolean isRelayed(Set<String> headers) {
		for (String header : headers) {
			if (ProxyHeaders.contains(header)) {
				return true;
			}
		}
		return false;
	}

}
