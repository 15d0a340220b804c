package dev.monitor.access.netty;

import dev.monitor.access.AccessEvents;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import reactor.netty.Connection;
import reactor.netty.ConnectionObserver;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Access events of a Reactor Netty server: one for every request that it answers, or that
 * an application serves whose client leaves. The access log of Reactor Netty itself stays
 * as it is. Thread-safe.
 */
public final class NettyAccessLog {

	private final AccessEvents events;

	private final String base;

	/**
	 * Create the log.
	 * @param events where to log
	 * @param base what all paths of the application begin with, without a slash at the
	 * end; empty if there is none
	 */
	public NettyAccessLog(AccessEvents events, String base) {
		this.events = events;
		this.base = base;
	}

	/**
	 * Log the requests of a server.
	 * @param server the server
	 * @return the server that logs
	 */
	public HttpServer observe(HttpServer server) {
		return server.doOnChannelInit((observer, channel, address) -> follow(channel.pipeline()))
			.childObserve(this::stateChanged);
	}

	private void follow(ChannelPipeline pipeline) {
		NettyAccessHandler handler = handler();
		if (!handler.addTo(pipeline)) {
			NegotiatedProtocol.await(pipeline, handler);
		}
	}

	/**
	 * Streams of HTTP/2 have a channel each, of which nobody tells when it is made.
	 */
	private void stateChanged(Connection connection, ConnectionObserver.State state) {
		if (state == ConnectionObserver.State.CONFIGURED && connection instanceof HttpServerRequest request) {
			Channel channel = connection.channel();
			if (channel.pipeline().get(NettyAccessHandler.NAME) == null) {
				NettyAccessHandler handler = handler();
				if (handler.addTo(channel.pipeline())) {
					handler.begin(request);
				}
			}
		}
	}

	private NettyAccessHandler handler() {
		return new NettyAccessHandler(this.events, this.base);
	}

}
