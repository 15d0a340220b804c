package dev.monitor.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;

import dev.monitor.task.DaemonThread;

/**
 * A small server on one daemon thread of its own, with an accept queue of its own, for
 * {@link Session sessions} of any protocol. Nothing a client does makes it wait: sockets
 * do not block, bytes, handshakes, connections and their time are bounded, and
 * {@linkplain Connections the least important connection} makes way for a new one. It
 * goes on when the process has no file descriptors left.
 */
public final class Listener implements AutoCloseable {

	private static final int BACKLOG = 1024;

	private static final long TIME_TO_END_NANOS = TimeUnit.SECONDS.toNanos(1);

	private final ListenerLoop loop;

	private final Thread thread;

	private final int port;

	private Listener(ListenerLoop loop, Thread thread, int port) {
		this.loop = loop;
		this.thread = thread;
		this.port = port;
	}

	/**
	 * Open a listener and serve.
	 * @param name a word for the thread's name
	 * @param address where to listen; port 0 is any free one
	 * @param sessions opens a session on each connection
	 * @return the listener, to be closed
	 * @throws IOException if the address cannot be used
	 */
	public static Listener open(String name, InetSocketAddress address, Session.Factory sessions) throws IOException {
		return open(name, address, PlainTransport::new, sessions);
	}

	/**
	 * Open a listener whose connections may all be of one address, and serve.
	 * @param name a word for the thread's name
	 * @param address where to listen; port 0 is any free one
	 * @param maxConnections how many connections at most, fewer if the process may have
	 * few file descriptors
	 * @param sessions opens a session on each connection
	 * @return the listener, to be closed
	 * @throws IOException if the address cannot be used
	 */
	public static Listener open(String name, InetSocketAddress address, int maxConnections, Session.Factory sessions)
			throws IOException {
		return open(name, address, PlainTransport::new, sessions, Connections.ofAnyone(maxConnections));
	}

	/**
	 * Open a listener and serve over TLS.
	 * @param name a word for the thread's name
	 * @param address where to listen; port 0 is any free one
	 * @param engines gives a new engine for each connection
	 * @param sessions opens a session on each connection
	 * @return the listener, to be closed
	 * @throws IOException if the address cannot be used
	 */
	public static Listener openTls(String name, InetSocketAddress address, Supplier<SSLEngine> engines,
			Session.Factory sessions) throws IOException {
		return open(name, address, (channel) -> new TlsTransport(channel, engines.get()), sessions);
	}

	static Listener open(String name, InetSocketAddress address, Transport.Factory transports, Session.Factory sessions)
			throws IOException {
		return open(name, address, transports, sessions, Connections.shared());
	}

	private static Listener open(String name, InetSocketAddress address, Transport.Factory transports,
			Session.Factory sessions, Connections connections) throws IOException {
		Selector selector = Selector.open();
		ServerSocketChannel server = null;
		Acceptor acceptor;
		try {
			server = ServerSocketChannel.open();
			server.bind(address, BACKLOG);
			server.configureBlocking(false);
			acceptor = new Acceptor(server, server.register(selector, SelectionKey.OP_ACCEPT),
					new Descriptors("Listener for " + name));
		}
		catch (IOException | RuntimeException | Error ex) {
			if (server != null) {
				server.close();
			}
			selector.close();
			throw ex;
		}
		String thread = "monitor-" + name + "-listener";
		ListenerLoop loop = new ListenerLoop(thread, transports, sessions, connections, selector, acceptor);
		Listener listener = new Listener(loop, DaemonThread.of(thread, loop), acceptor.port());
		listener.thread.start();
		return listener;
	}

	/**
	 * Return the port that is listened on.
	 * @return the port, never 0
	 */
	public int port() {
		return this.port;
	}

	/**
	 * Close all connections and free the port. The listener's thread has then ended.
	 */
	@Override
	public void close() {
		this.loop.end();
		DaemonThread.awaitEnd(this.thread, TIME_TO_END_NANOS);
	}

}
