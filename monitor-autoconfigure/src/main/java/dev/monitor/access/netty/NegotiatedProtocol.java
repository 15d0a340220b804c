package dev.monitor.access.netty;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.ssl.SslHandshakeCompletionEvent;
import reactor.netty.NettyPipeline;

/**
 * Waits for the protocol that client and server agree on as TLS begins. If it is
 * HTTP/1.1, a {@link NettyAccessHandler} takes its place before anything is read: what
 * cannot be parsed never becomes a request of which Reactor Netty would tell.
 */
final class NegotiatedProtocol extends ChannelInboundHandlerAdapter {

	private static final String NAME = "monitorNegotiatedProtocol";

	private final NettyAccessHandler handler;

	private NegotiatedProtocol(NettyAccessHandler handler) {
		this.handler = handler;
	}

	/**
	 * Wait, where a protocol is to be agreed on.
	 */
	static void await(ChannelPipeline pipeline, NettyAccessHandler handler) {
		if (pipeline.get(NettyPipeline.H2OrHttp11Codec) != null) {
			pipeline.addAfter(NettyPipeline.H2OrHttp11Codec, NAME, new NegotiatedProtocol(handler));
		}
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
		if (event instanceof SslHandshakeCompletionEvent) {
			this.handler.addTo(ctx.pipeline());
			ctx.pipeline().remove(this);
		}
		super.userEventTriggered(ctx, event);
	}

}
