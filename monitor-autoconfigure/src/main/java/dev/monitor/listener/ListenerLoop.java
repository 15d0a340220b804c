package dev.monitor.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the thread of a {@link Listener} does: turn by turn it lets each connection go as
 * far as that can without waiting, and takes new ones. No lambda on the way of a
 * connection, here and in what is called: one that cannot be linked for want of memory
 * can never be (JVMS 5.4.3.6), and the listener would take no connection any more.
 */
final class ListenerLoop implements Runnable, Acceptor.Host {

	private static final Logger logger = LoggerFactory.getLogger(ListenerLoop.class);

	private static final int HANDSHAKES_A_TURN = 8;

	private static final int LAST_TURNS = 10;

	private static final Duration TICK = Duration.ofMillis(250);

	static {
		if (!ClassFiles.stayOpen()) {
			logger.trace("Ready for connections: {}",
					List.of(Conversation.Ends.class, Standing.class, PlainTransport.class, Wake.class));
		}
	}

	private final String name;

	private final Transport.Factory transports;

	private final Session.Factory sessions;

	private final Connections connections;

	private final Selector selector;

	private final Acceptor acceptor;

	private final WarningPause pause = new WarningPause();

	private final Queue<SelectionKey> woken = new ConcurrentLinkedQueue<>();

	private volatile @Nullable Thread thread;

	private volatile boolean closed;

	/**
	 * Create the loop.
	 * @param name what the log calls it
	 * @param transports gives a transport for each connection
	 * @param sessions opens a session on each connection
	 * @param connections takes the connections
	 * @param selector has the acceptor registered; closed at the end
	 * @param acceptor takes connections out of the accept queue; closed at the end
	 */
	ListenerLoop(String name, Transport.Factory transports, Session.Factory sessions, Connections connections,
			Selector selector, Acceptor acceptor) {
		this.name = name;
		this.transports = transports;
		this.sessions = sessions;
		this.connections = connections;
		this.selector = selector;
		this.acceptor = acceptor;
	}

	/**
	 * Have the loop end, soon. Any thread may call this.
	 */
	void end() {
		this.closed = true;
		this.selector.wakeup();
	}

	@Override
	public void run() {
		this.thread = Thread.currentThread();
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
			logger.debug("Selector of {} could not be closed", this.name, ex);
		}
	}

	/**
	 * Warn, though not each time: the next turns may fail alike.
	 */
	private void recover(Throwable failure) {
		try {
			if (this.pause.isOver(System.nanoTime())) {
				logger.warn("{} has stumbled and goes on", this.name, failure);
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
			logger.debug("{} has stumbled at its end", this.name, ex);
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
			this.acceptor.accept(now, this);
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

	@Override
	public void welcome(SocketChannel channel, long now) {
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

	@Override
	public boolean makeWay() {
		return this.connections.makeWay();
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
		this.connections.add(key, new Conversation(transport, ends, this.sessions, new Wake(key), now));
		return true;
	}

	private void wake(SelectionKey key) {
		this.woken.add(key);
		if (Thread.currentThread() != this.thread) {
			this.selector.wakeup();
		}
	}

	private final class Wake implements Runnable {

		private final SelectionKey key;

		Wake(SelectionKey key) {
			this.key = key;
		}

		@Override
		public void run() {
			wake(this.key);
		}

	}

}
