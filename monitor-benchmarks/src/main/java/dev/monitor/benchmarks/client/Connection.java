package dev.monitor.benchmarks.client;

import java.util.Deque;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * One connection, with at most one request on it. It goes back to the idle ones with the
 * answer, unless either side wants it closed.
 */
final class Connection extends SimpleChannelInboundHandler<FullHttpResponse> {

	private final Deque<Connection> idle;

	private final boolean keepAlive;

	private final Channel channel;

	private @Nullable Exchange exchange;

	Connection(Deque<Connection> idle, boolean keepAlive, Channel channel) {
		this.idle = idle;
		this.keepAlive = keepAlive;
		this.channel = channel;
	}

	boolean isOpen() {
		return this.channel.isActive();
	}

	void close() {
		this.channel.close();
	}

	void send(Exchange exchange) {
		this.exchange = exchange;
		exchange.runsOn(this.channel);
		FullHttpRequest request = new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, exchange.path());
		request.headers().set(HttpHeaderNames.HOST, "localhost");
		HttpUtil.setKeepAlive(request, this.keepAlive);
		this.channel.writeAndFlush(request);
	}

	@Override
	protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
		Exchange answered = this.exchange;
		this.exchange = null;
		if (this.keepAlive && HttpUtil.isKeepAlive(response)) {
			this.idle.addFirst(this);
		}
		else {
			context.close();
		}
		if (answered != null) {
			answered.end(Outcome.of(response.status().code()));
		}
	}

	@Override
	public void channelInactive(ChannelHandlerContext context) {
		if (this.exchange != null) {
			this.exchange.end(Outcome.ERROR);
		}
		else {
			this.idle.remove(this);
		}
	}

	@Override
	public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
		context.close();
	}

}
