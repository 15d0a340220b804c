package dev.monitor.concurrency.reactive;

import java.util.concurrent.Executor;

import io.netty.channel.Channel;
import reactor.netty.Connection;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/**
 * {@link ReactiveServer} on Reactor Netty. A request goes on in the event loop of its
 * connection. It is cancelled when its client leaves, so it is never dropped silently.
 */
public final class NettyServer extends ElasticServer {

	@Override
	public boolean supports(Object request) {
		return request instanceof HttpServerRequest && request instanceof Connection;
	}

	@Override
	public boolean letsOthersArrive() {
		return true;
	}

	@Override
	public Executor executor(Object request) {
		Channel channel = ((Connection) request).channel();
		return channel.isRegistered() ? channel.eventLoop() : super.executor(request);
	}

	/**
	 * {@inheritDoc} A body in one piece has only been handed to the connection when the
	 * application is done with it.
	 */
	@Override
	public void whenSent(Object request, Runnable end) {
		if (request instanceof ChannelOperations<?, ?> operations && !((HttpServerRequest) request).isWebsocket()) {
			operations.onTerminate().subscribe((nothing) -> {
			}, (failure) -> end.run(), end);
		}
		else {
			super.whenSent(request, end);
		}
	}

}
