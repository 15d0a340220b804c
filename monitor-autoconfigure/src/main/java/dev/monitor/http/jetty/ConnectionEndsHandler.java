package dev.monitor.http.jetty;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.function.Supplier;

import dev.monitor.http.ConnectionEnds;
import dev.monitor.http.servlet.ServletCaller;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.ProxyConnectionFactory.ProxyEndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * {@link Handler} that tells the connection of each request, below the customizers that
 * believe what proxies say and put something else in its place.
 */
public final class ConnectionEndsHandler extends Handler.Wrapper {

	@Override
	public boolean handle(Request request, Response response, Callback callback) throws Exception {
		request.setAttribute(ServletCaller.ENDS, (Supplier<ConnectionEnds>) () -> ends(request));
		return super.handle(request, response, callback);
	}

	private static ConnectionEnds ends(Request request) {
		ConnectionMetaData connection = Request.unWrap(request).getConnectionMetaData();
		boolean relayed = connection != request.getConnectionMetaData();
		EndPoint end = connection.getConnection().getEndPoint();
		while (end instanceof EndPoint.Wrapper wrapper) {
			relayed |= end instanceof ProxyEndPoint;
			end = wrapper.unwrap();
		}
		return new ConnectionEnds(address(end.getRemoteSocketAddress()), address(end.getLocalSocketAddress()), relayed);
	}

	private static @Nullable String address(@Nullable SocketAddress end) {
		InetAddress address = (end instanceof InetSocketAddress socket) ? socket.getAddress() : null;
		return (address != null) ? address.getHostAddress() : null;
	}

}
