package dev.monitor.health.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

import dev.monitor.health.answer.GateAnswers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server for probes on one daemon thread of its own. Nothing a client does makes
 * it wait: sockets do not block, heads, connections and their time are bounded, and the
 * oldest connection makes way for a new one.
 */
public final class HealthListener implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(HealthListener.class);

	private static final int MAX_CONNECTIONS = 256;

	private static final int BACKLOG = 1024;

	private static final Duration TICK = Duration.ofMillis(250);

	private final Map<String, GateAnswers> answers;

	private final Selector selector;

	private final ServerSocketChannel server;

	private final Thread thread;

	private final Map<SelectionKey, ProbeConnection> connections = new LinkedHashMap<>();

	private volatile boolean closed;

	private HealthListener(Map<String, GateAnswers> answers, Selector selector, ServerSocketChannel server) {
		this.answers = Map.copyOf(answers);
		this.selector = selector;
		this.server = server;
		this.thread = new Thread(this::serve, "monitor-health-listener");
		this.thread.setDaemon(true);
	}

	/**
	 * Open a listener and serve.
	 * @param address where to listen; port 0 is any free one
	 * @param answers what to answer, by path
	 * @return the listener, to be closed
	 * @throws IOException if the address cannot be used
	 */
	public static HealthListener open(InetSocketAddress address, Map<String, GateAnswers> answers) throws IOException {
		Selector selector = Selector.open();
		ServerSocketChannel server = ServerSocketChannel.open();
		try {
			server.bind(address, BACKLOG);
			server.configureBlocking(false);
			server.register(selector, SelectionKey.OP_ACCEPT);
		}
		catch (IOException | RuntimeException ex) {
			server.close();
			selector.close();
			throw ex;
		}
		HealthListener listener = new HealthListener(answers, selector, server);
		listener.thread.start();
		return listener;
	}

	public int port() {
		return this.server.socket().getLocalPort();
	}

	/**
	 * Close all connections and free the port. The listener's thread has then ended.
	 */
	@Override
	public void close() {
		this.closed = true;
		this.selector.wakeup();
		try {
			this.thread.join(TICK.toMillis() * 4);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private void serve() {
		while (!this.closed) {
			try {
				this.selector.select(TICK.toMillis());
				turn(System.nanoTime());
			}
			catch (Throwable ex) {
				logger.warn("Health listener has stumbled and goes on", ex);
				LockSupport.parkNanos(TICK.toNanos());
			}
		}
		this.connections.keySet().forEach(HealthListener::closeQuietly);
		closeQuietly(this.server.keyFor(this.selector));
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("Selector of the health listener could not be closed", ex);
		}
	}

	private void turn(long now) throws IOException {
		boolean accept = false;
		for (SelectionKey key : this.selector.selectedKeys()) {
			ProbeConnection connection = this.connections.get(key);
			if (connection != null) {
				proceed(key, connection, now);
			}
			else {
				accept = accept || (key.isValid() && key.isAcceptable());
			}
		}
		this.selector.selectedKeys().clear();
		Iterator<Map.Entry<SelectionKey, ProbeConnection>> all = this.connections.entrySet().iterator();
		while (all.hasNext()) {
			Map.Entry<SelectionKey, ProbeConnection> entry = all.next();
			if (!entry.getKey().isValid() || entry.getValue().isOverdue(now)) {
				all.remove();
				closeQuietly(entry.getKey());
			}
		}
		if (accept) {
			accept(now);
		}
	}

	private void proceed(SelectionKey key, ProbeConnection connection, long now) {
		try {
			int operations = key.isValid() ? connection.proceed(now) : 0;
			if (operations != 0) {
				key.interestOps(operations);
				return;
			}
		}
		catch (IOException ex) {
			logger.trace("Probe went away", ex);
		}
		this.connections.remove(key);
		closeQuietly(key);
	}

	private void accept(long now) throws IOException {
		for (int i = 0; i < MAX_CONNECTIONS; i++) {
			SocketChannel channel = this.server.accept();
			if (channel == null) {
				return;
			}
			makeRoom();
			channel.configureBlocking(false);
			SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
			this.connections.put(key, new ProbeConnection(channel, this.answers, now));
		}
	}

	private void makeRoom() {
		if (this.connections.size() >= MAX_CONNECTIONS) {
			Iterator<SelectionKey> oldest = this.connections.keySet().iterator();
			closeQuietly(oldest.next());
			oldest.remove();
		}
	}

	private static void closeQuietly(SelectionKey key) {
		try {
			key.cancel();
			key.channel().close();
		}
		catch (IOException ex) {
			logger.trace("Channel could not be closed", ex);
		}
	}

}
