package dev.monitor.access.netty;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;

import dev.monitor.access.AccessEvents;
import io.netty.channel.Channel;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http2.Http2ResetFrame;
import org.jspecify.annotations.Nullable;
import reactor.netty.NettyPipeline;
import reactor.netty.channel.ChannelOperations;
import reactor.netty.http.server.HttpServerRequest;

/**
 * Follows the requests of one channel. Stands right behind the codec, so that it sees
 * what could not be parsed, and bodies as they are sent. Belongs to the event loop of the
 * channel.
 */
final class NettyAccessHandler extends ChannelDuplexHandler {

	static final String NAME = "monitorAccess";

	private final AccessEvents events;

	private final String base;

	/**
	 * Requests that have come and have not been answered, the one that is served first.
	 */
	private final Deque<NettyExchange> exchanges = new ArrayDeque<>();

	private boolean departed;

	private boolean closed;

	NettyAccessHandler(AccessEvents events, String base) {
		this.events = events;
		this.base = base;
	}

	/**
	 * Take its place among the handlers of a channel.
	 * @return whether it has: not so where no request is seen
	 */
	boolean addTo(ChannelPipeline pipeline) {
		ChannelHandlerContext codec = pipeline.context(HttpServerCodec.class);
		if (codec != null) {
			pipeline.addAfter(codec.name(), NAME, this);
			return true;
		}
		boolean stream = pipeline.channel().parent() != null && pipeline.get(NettyPipeline.HttpTrafficHandler) != null;
		if (stream) {
			pipeline.addBefore(NettyPipeline.HttpTrafficHandler, NAME, this);
		}
		return stream;
	}

	/**
	 * Note a request that came before this handler.
	 */
	void begin(HttpServerRequest request) {
		this.exchanges.add(new NettyExchange(request.method().name(), request.uri(),
				NettyExchange.mark(request.requestHeaders())));
	}

	@Override
	public void channelRead(ChannelHandlerContext ctx, Object message) {
		if (message instanceof HttpRequest request) {
			this.exchanges.add(NettyExchange.of(request));
		}
		ctx.fireChannelRead(message);
	}

	@Override
	public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		NettyExchange exchange = this.exchanges.peek();
		if (exchange == null || isInterim(message)) {
			ctx.write(message, promise);
			return;
		}
		exchange.write(message);
		if (message instanceof LastHttpContent) {
			end(exchange, ctx, message, promise);
		}
		else if (exchange.isFull()) {
			ctx.write(message, promise.unvoid()).addListener((sent) -> {
				if (sent.isSuccess()) {
					exchange.delivered();
				}
			});
		}
		else {
			ctx.write(message, promise);
		}
	}

	private void end(NettyExchange exchange, ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
		this.exchanges.remove();
		NettyExchange next = this.exchanges.peek();
		if (exchange.isUpgradeToHttp2()) {
			ctx.write(message, promise);
			return;
		}
		exchange.keep(ctx.channel());
		ctx.write(message, promise.unvoid()).addListener((sent) -> {
			log(exchange, !sent.isSuccess() && !this.closed);
			if (next != null) {
				next.start();
			}
		});
	}

	private static boolean isInterim(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL
				&& !HttpResponseStatus.SWITCHING_PROTOCOLS.equals(response.status());
	}

	@Override
	public void userEventTriggered(ChannelHandlerContext ctx, Object event) throws Exception {
		this.departed |= event instanceof Http2ResetFrame;
		super.userEventTriggered(ctx, event);
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) throws Exception {
		this.departed |= cause instanceof IOException;
		super.exceptionCaught(ctx, cause);
	}

	@Override
	public void close(ChannelHandlerContext ctx, ChannelPromise promise) throws Exception {
		this.closed |= !this.departed;
		super.close(ctx, promise);
	}

	@Override
	public void channelInactive(ChannelHandlerContext ctx) throws Exception {
		NettyExchange exchange = this.exchanges.poll();
		if (exchange != null && (exchange.isBegun() || served(ctx.channel()) != null)) {
			exchange.keep(ctx.channel());
			log(exchange, !this.closed && !exchange.isDelivered());
		}
		this.exchanges.clear();
		super.channelInactive(ctx);
	}

	private void log(NettyExchange exchange, boolean aborted) {
		this.events.guard(() -> exchange.log(this.events, this.base, aborted));
	}

	/**
	 * Return the request that the application serves.
	 */
	static @Nullable HttpServerRequest served(Channel channel) {
		return (ChannelOperations.get(channel) instanceof HttpServerRequest request) ? request : null;
	}

}
