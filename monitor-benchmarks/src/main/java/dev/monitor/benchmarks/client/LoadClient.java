package dev.monitor.benchmarks.client;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.util.NetUtil;

/**
 * Client of one server, all on one thread. Opens a connection whenever none is idle; what
 * is not answered in time is given up and its connection closed.
 */
public final class LoadClient implements AutoCloseable {

	/**
	 * Addresses that connections come from. Each has ports of its own, so that those of
	 * closed connections, which stay taken for a minute, do not run out.
	 */
	private static final List<SocketAddress> SOURCES = IntStream.rangeClosed(1, 16)
		.<SocketAddress>mapToObj(
				(last) -> new InetSocketAddress(NetUtil.createInetAddressFromIpAddressString("127.0.1." + last), 0))
		.toList();

	private static final int MAX_ANSWER = 64 * 1024;

	private final EventLoop loop;

	private final SocketAddress server;

	private final long timeoutNanos;

	private final boolean keepAlive;

	private final Deque<Connection> idle = new ArrayDeque<>();

	private final Bootstrap bootstrap;

	private int connections;

	/**
	 * Create the client.
	 * @param loop the thread that does everything
	 * @param port port of the server on the loopback interface
	 * @param timeout time after which a request is given up, from when it was due
	 * @param keepAlive whether to use connections again
	 */
	public LoadClient(EventLoop loop, int port, Duration timeout, boolean keepAlive) {
		this.loop = loop;
		this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
		this.timeoutNanos = timeout.toNanos();
		this.keepAlive = keepAlive;
		this.bootstrap = new Bootstrap().group(loop)
			.channel(NioSocketChannel.class)
			.option(ChannelOption.TCP_NODELAY, true)
			.option(ChannelOption.SO_REUSEADDR, true)
			.handler(new ChannelInitializer<Channel>() {

				@Override
				protected void initChannel(Channel channel) {
					channel.pipeline()
						.addLast(new HttpClientCodec(), new HttpObjectAggregator(MAX_ANSWER),
								new Connection(LoadClient.this.idle, LoadClient.this.keepAlive, channel));
				}

			});
	}

	/**
	 * Run a task on the client's thread.
	 */
	void execute(Runnable task) {
		this.loop.execute(task);
	}

	/**
	 * Send a request, on the client's thread.
	 */
	void send(Exchange exchange) {
		exchange.limit(this.timeoutNanos, this.loop);
		Connection connection = this.idle.pollFirst();
		while (connection != null && !connection.isOpen()) {
			connection = this.idle.pollFirst();
		}
		if (connection != null) {
			connection.send(exchange);
			return;
		}
		SocketAddress source = SOURCES.get(this.connections++ % SOURCES.size());
		ChannelFuture connecting = this.bootstrap.connect(this.server, source);
		exchange.runsOn(connecting.channel());
		connecting.addListener((connected) -> connected(connecting, exchange));
	}

	private static void connected(ChannelFuture connecting, Exchange exchange) {
		if (!connecting.isSuccess()) {
			exchange.end(Outcome.ERROR);
		}
		else if (exchange.hasEnded()) {
			connecting.channel().close();
		}
		else {
			connecting.channel().pipeline().get(Connection.class).send(exchange);
		}
	}

	/**
	 * Close the idle connections. Requests that are still under way end by themselves.
	 */
	@Override
	public void close() {
		this.loop.submit(() -> {
			List<Connection> unused = new ArrayList<>(this.idle);
			this.idle.clear();
			unused.forEach(Connection::close);
		}).syncUninterruptibly();
	}

}
