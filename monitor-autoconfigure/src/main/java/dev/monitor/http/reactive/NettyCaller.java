package dev.monitor.http.reactive;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import dev.monitor.http.Caller;
import dev.monitor.http.ConnectionEnds;
import dev.monitor.http.RequestTarget;
import io.netty.channel.Channel;
import org.jspecify.annotations.Nullable;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerRequest;

/**
 * What Reactor Netty knows of the sender of a request. It leaves all headers where they
 * are, and says by other addresses and another scheme that it has believed a proxy, by
 * whatever header, or by the PROXY protocol.
 */
final class NettyCaller {

	private NettyCaller() {
	}

	/**
	 * Read the caller.
	 * @param request the server's own request
	 * @return who sent it, {@code null} if it is none of Reactor Netty's
	 */
	static @Nullable Caller of(Object request) {
		return (request instanceof HttpServerRequest netty && request instanceof Connection connection)
				? ends(netty, connection.channel()).caller(netty.version().text(), authority(netty), headers(netty))
				: null;
	}

	private static ConnectionEnds ends(HttpServerRequest request, Channel channel) {
		SocketAddress peer = channel.remoteAddress();
		SocketAddress local = channel.localAddress();
		boolean relayed = !Objects.equals(peer, request.remoteAddress())
				|| !Objects.equals(local, request.hostAddress())
				|| !request.scheme().equals(request.connectionScheme());
		return new ConnectionEnds(address(peer), address(local), relayed);
	}

	private static @Nullable String address(@Nullable SocketAddress end) {
		InetAddress address = (end instanceof InetSocketAddress socket) ? socket.getAddress() : null;
		return (address != null) ? address.getHostAddress() : null;
	}

	private static String authority(HttpServerRequest request) {
		return RequestTarget.authority(request.uri(),
				Objects.requireNonNullElse(request.requestHeaders().get("host"), ""));
	}

	private static Map<String, List<String>> headers(HttpServerRequest request) {
		Map<String, List<String>> headers = new TreeMap<>();
		request.requestHeaders()
			.forEach((header) -> headers
				.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), (name) -> new ArrayList<>(1))
				.add(header.getValue()));
		return headers;
	}

}
