package dev.monitor.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
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
 * do not block, bytes, handshakes, connections and their time are bounded, and
 * {@linkplain Connections the least important connection} makes way for a new one. It
 * goes on when the process has no file descriptors left.
 */
public final class Listener implements AutoCloseable {

	private static final Logger logger = LoggerFactory.getLogger(Listener.class);

	private static final int HANDSHAKES_A_TURN = 8;

	private static final int BACKLOG = 1024;

	private static final int LAST_TURNS = 10;

	private static final Duration TICK = Duration.ofMillis(250);

	static {
		// Once there are no file descriptors left, classes can no longer be loaded from a
		// directory, and a class that could not be loaded is never tried again.
		logger.trace("Ready for connections: {}",
				List.of(Conversation.Ends.class, Connections.Standing.class, PlainTransport.class));
	}

	private final Transport.Factory transports;

	private final Session.Factory sessions;

	private final Selector selector;

	private final Acceptor acceptor;

	private final Thread thread;

	private final Connections connections;

	private final WarningPause pause = new WarningPause();

	private final Queue<SelectionKey> woken = new ConcurrentLinkedQueue<>();

	private volatile boolean closed;

	private Listener(String name, Transport.Factory transports, Session.Factory sessions, Connections connections,
			Selector selector, Acceptor acceptor) {
		this.transports = transports;
		this.sessions = sessions;
		this.connections = connections;
		this.selector = selector;
		this.acceptor = acceptor;
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
		ServerSocketChannel server = ServerSocketChannel.open();
		Acceptor acceptor;
		try {
			server.bind(address, BACKLOG);
			server.configureBlocking(false);
			acceptor = new Acceptor(server, server.register(selector, SelectionKey.OP_ACCEPT),
					new Descriptors("Listener for " + name));
		}
		catch (IOException | RuntimeException ex) {
			server.close();
			selector.close();
			throw ex;
		}
		Listener listener = new Listener(name, transports, sessions, connections, selector, acceptor);
		listener.thread.start();
		return listener;
	}

	/**
	 * Return the port that is listened on.
	 * @return the port, never 0
	 */
	public int port() {
		return this.acceptor.port();
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
				select();
				turn(System.nanoTime());
			}
			catch (Throwable ex) {
				recover(ex);
			}
		}
		answerThoseWhoHaveAsked();
		this.connections.closeAll();
		this.acceptor.close();
		try {
			this.selector.close();
		}
		catch (IOException ex) {
			logger.debug("Selector of {} could not be closed", this.thread.getName(), ex);
		}
	}

	/**
	 * Warn, though not each time: the next turns may fail alike.
	 */
	private void recover(Throwable failure) {
		try {
			if (this.pause.isOver(System.nanoTime())) {
				logger.warn("{} has stumbled and goes on", this.thread.getName(), failure);
			}
		}
		catch (Throwable ex) {
			// Without memory not even a warning can be written.
		}
		LockSupport.parkNanos(TICK.toNanos());
	}

	/**
	 * Does not wait if somebody has the next turn, nor if descriptors are to be had that
	 * others may take meanwhile.
	 */
	private void select() throws IOException {
		if (this.connections.takeClosed() || !this.woken.isEmpty()) {
			this.selector.selectNow();
		}
		else {
			this.selector.select(TICK.toMillis());
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

	private void turn(long now) {
		this.acceptor.recover(now);
		boolean accept = false;
		for (SelectionKey key : this.selector.selectedKeys()) {
			Conversation connection = this.connections.get(key);
			if (connection == null) {
				accept = accept || (key.isValid() && key.isAcceptable());
			}
			else if (connection.isHandshaking()) {
				this.connections.addHandshaking(key);
			}
			else {
				proceed(key, connection, now);
			}
		}
		this.selector.selectedKeys().clear();
		this.connections.closeOverdue(now);
		// No more than there are by now: who is woken meanwhile has the next turn.
		for (int count = this.woken.size(); count > 0; count--) {
			proceed(this.woken.remove(), now);
		}
		// Before the handshakes, which take time: who has to go must not have spoken
		// since.
		if (accept && this.connections.hasTimeForMore()) {
			this.acceptor.accept(now, (channel) -> welcome(channel, now), this.connections::makeWay);
		}
		// The others are selected again at once.
		for (SelectionKey key : this.connections.takeHandshaking(HANDSHAKES_A_TURN)) {
			proceed(key, now);
		}
	}

	private void proceed(SelectionKey key, long now) {
		Conversation connection = this.connections.get(key);
		if (connection != null) {
			proceed(key, connection, now);
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
		catch (Error ex) {
			this.connections.close(key);
			throw ex;
		}
		this.connections.close(key);
	}

	private void welcome(SocketChannel channel, long now) {
		boolean taken = false;
		try {
			taken = open(channel, now);
		}
		catch (IOException | RuntimeException ex) {
			logger.debug("Connection could not be taken", ex);
		}
		finally {
			if (!taken) {
				Connections.closeQuietly(channel);
			}
		}
	}

	private boolean open(SocketChannel channel, long now) throws IOException {
		channel.configureBlocking(false);
		Conversation.Ends ends = new Conversation.Ends((InetSocketAddress) channel.getRemoteAddress(),
				(InetSocketAddress) channel.getLocalAddress());
		if (!this.connections.makeRoomFor(ends.peer().getAddress())) {
			return false;
		}
		Transport transport = this.transports.create(channel);
		SelectionKey key = channel.register(this.selector, SelectionKey.OP_READ);
		this.connections.add(key, new Conversation(transport, ends, this.sessions, () -> wake(key), now));
		return true;
	}

	private void wake(SelectionKey key) {
		this.woken.add(key);
		if (Thread.currentThread() != this.thread) {
			this.selector.wakeup();
		}
	}

}
