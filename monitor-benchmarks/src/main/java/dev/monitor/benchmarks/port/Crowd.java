package dev.monitor.benchmarks.port;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;

/**
 * Clients of a port, of which half say nothing. Whoever loses its connection connects
 * again a second later; who is answered asks again then.
 */
final class Crowd implements AutoCloseable {

	private final EventLoop loop;

	private final InetSocketAddress server;

	private final AtomicLong answered = new AtomicLong();

	private final AtomicLong lost = new AtomicLong();

	private volatile boolean closed;

	private Crowd(EventLoop loop, int port) {
		this.loop = loop;
		this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
	}

	/**
	 * Let a crowd come within a second.
	 * @param clients how many
	 */
	static Crowd gather(EventLoop loop, int port, int clients) {
		Crowd crowd = new Crowd(loop, port);
		for (int i = 0; i < clients; i++) {
			boolean silent = i % 2 == 0;
			loop.schedule(() -> crowd.connect(silent), i * 1000L / clients, TimeUnit.MILLISECONDS);
		}
		return crowd;
	}

	private void connect(boolean silent) {
		if (this.closed) {
			return;
		}
		new Bootstrap().group(this.loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.handler(new ChannelInitializer<SocketChannel>() {

				@Override
				protected void initChannel(SocketChannel channel) {
					channel.pipeline().addLast(new Client(silent));
				}

			})
			.connect(this.server)
			.addListener((connected) -> {
				if (!connected.isSuccess()) {
					this.lost.incrementAndGet();
					later(silent);
				}
			});
	}

	private void later(boolean silent) {
		if (!this.closed) {
			this.loop.schedule(() -> connect(silent), 1, TimeUnit.SECONDS);
		}
	}

	long answered() {
		return this.answered.get();
	}

	long lost() {
		return this.lost.get();
	}

	@Override
	public void close() {
		this.closed = true;
	}

	private final class Client extends SimpleChannelInboundHandler<ByteBuf> {

		private final boolean silent;

		private boolean answered;

		Client(boolean silent) {
			this.silent = silent;
		}

		@Override
		public void channelActive(ChannelHandlerContext context) {
			if (!this.silent) {
				context.writeAndFlush(Unpooled.copiedBuffer("health_check\n", StandardCharsets.US_ASCII));
			}
		}

		@Override
		protected void channelRead0(ChannelHandlerContext context, ByteBuf bytes) {
			this.answered = this.answered || bytes.toString(StandardCharsets.US_ASCII).startsWith("OK");
		}

		@Override
		public void channelInactive(ChannelHandlerContext context) {
			if (!this.silent) {
				(this.answered ? Crowd.this.answered : Crowd.this.lost).incrementAndGet();
			}
			later(this.silent);
		}

		@Override
		public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
			context.close();
		}

	}

}
