package dev.monitor.listener;

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
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import javax.net.ssl.SSLEngine;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A small server on one daemon thread of its own, with an accept queue of its own, for
 * {@link Session sessions} of any protocol. Nothing a client does makes it wait: sockets
 * do not block, bytes, connections and their time are bounded, and the oldest connection
 * makes way for a new one.
 */
public final class Listener implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Listener.class);

	private static final int MAX_CONNECTIONS = 256;

	private static final int BACKLOG = 1024;

	private static final int LAST_TURNS = 3;

	private static final Duration TICK = Duration.ofMillis(250);

	private final Transport.Factory transports;

	private final Session.Factory sessions;

	private final Selector selector;

	private final ServerSocketChannel server;

	private final Thread thread;

	private final Map<SelectionKey, Conversation> connections = new LinkedHashMap<>();

	private final Queue<SelectionKey> woken = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	private Listener(String name, Transport.Factory transports, Session.Factory sessions, Selector selector,
			ServerSocketChannel server) {
		this.transports = transports;
		this.sessions = sessions;
		this.selector = selector;
		this.server = server;
		this.thread = new Thread(this::serve, "monitor-" + name + "-listener");
		this.thread.setDaemon(true);
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
		Listener listener = new Listener(name, transports, sessions, selector, server);
		listener.thread.start();
		return listener;
	}

	/**
	 * Return the port that is listened on.
	 * @return the port, never 0
	 */
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
				logger.warn("{} has stumbled and goes on", this.thread.getName(), ex);
				LockSupport.parkNanos(TICK.toNanos());
			}
		}
		answerThoseWhoHaveAsked();
		this.connections.keySet().forEach(Listener::closeQuietly);
		closeQuietly(this.server.keyFor(this.selector));
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("Selector of {} could not be closed", this.thread.getName(), ex);
		}
	}

	/**
	 * One turn accepts, the next one reads.
	 */
	private void answerThoseWhoHaveAsked() {
		try {
			for (int i = 0; i < LAST_TURNS; i++) {
				this.selector.selectNow();
				turn(System.nanoTime());
			}
		}
		catch (Throwable ex) {
			logger.debug("{} has stumbled at its end", this.thread.getName(), ex);
		}
	}

	private void turn(long now) throws IOException {
		boolean accept = false;
		for (SelectionKey key : this.selector.selectedKeys()) {
			Conversation connection = this.connections.get(key);
			if (connection != null) {
				proceed(key, connection, now);
			}
			else {
				accept = accept || (key.isValid() && key.isAcceptable());
			}
		}
		this.selector.selectedKeys().clear();
		closeOverdue(now);
		proceedWithWoken(now);
		if (accept) {
			accept(now);
		}
	}

	private void proceedWithWoken(long now) {
		for (SelectionKey key = this.woken.poll(); key != null; key = this.woken.poll()) {
			Conversation connection = this.connections.get(key);
			if (connection != null) {
				proceed(key, connection, now);
			}
		}
	}

	private void closeOverdue(long now) {
		Iterator<Map.Entry<SelectionKey, Conversation>> all = this.connections.entrySet().iterator();
		while (all.hasNext()) {
			Map.Entry<SelectionKey, Conversation> entry = all.next();
			if (!entry.getKey().isValid() || isOverdue(entry.getValue(), now)) {
				all.remove();
				closeQuietly(entry.getKey());
			}
		}
	}

	private static boolean isOverdue(Conversation connection, long now) {
		try {
			return connection.isOverdue(now);
		}
		catch (RuntimeException ex) {
			logger.debug("Connection failed", ex);
			return true;
		}
	}

	private void proceed(SelectionKey key, Conversation connection, long now) {
		try {
			int operations = key.isValid() ? connection.proceed(now) : Conversation.DONE;
			if (operations != Conversation.DONE) {
				key.interestOps(operations);
				return;
			}
		}
		catch (IOException ex) {
			logger.trace("Client went away", ex);
		}
		catch (RuntimeException ex) {
			logger.debug("Connection failed", ex);
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
			try {
				welcome(channel, now);
			}
			catch (IOException | RuntimeException ex) {
				logger.debug("Connection could not be taken", ex);
				channel.close();
			}
		}
	}

	private void welcome(SocketChannel channel, long now) throws IOException {
		channel.configureBlocking(false);
		Conversation.Ends ends = new Conversation.Ends((InetSocketAddress) channel.getRemoteAddress(),
				(InetSocketAddress) channel.getLocalAddress());
		Transport transport = this.transports.create(channel);
		SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
		this.connections.put(key, new Conversation(transport, ends, this.sessions, () -> wake(key), now));
	}

	private void wake(SelectionKey key) {
		this.woken.add(key);
		if (Thread.currentThread() != this.thread) {
			this.selector.wakeup();
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
