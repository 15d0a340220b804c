package dev.monitor.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;


/**
 * {@link Connection} that carries the bytes between its transport and its session. At the
 * end it reads on for a while what nobody wants: to close at once would reset the
 * connection, and the client could lose the answer.
 */
final class Conversation implements Connection {

	/**
	 * What {@link #proceed} returns when the connection is done with.
	 */
	static final int DONE = -1;

	private static final int MAX_INPUT = 8192;

	private static final int MAX_UNWANTED = 1 << 20;

	private static final int MAX_STEPS = 64;

	private static final long TIME_TO_SEND = Duration.ofSeconds(10).toNanos();

	private static final long TIME_AFTER_END = Duration.ofSeconds(1).toNanos();

	private final Transport transport;

	private final Ends ends;

	private final Runnable wake;

	private final ByteBuffer input = ByteBuffer.allocate(MAX_INPUT);

	private final Queue<ByteBuffer> output = new ArrayDeque<>();

	private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();

	private final AtomicBoolean woken = new AtomicBoolean();

	private final Session session;

	private Standing standing = Standing.SILENT;

	private boolean receiving = true;

	private boolean received;

	private boolean ending;

	private boolean ended;

	private int unwanted;

	private long now;

	private long patience;

	private long deadline;

	/**
	 * Create the connection.
	 * @param transport carries the bytes
	 * @param ends the addresses of both ends
	 * @param sessions opens the session
	 * @param wake called, from any thread, when it is time to {@link #proceed}
	 * @param now the time in nanoseconds
	 */
	Conversation(Transport transport, Ends ends, Session.Factory sessions, Runnable wake, long now) {
		this.transport = transport;
		this.ends = ends;
		this.wake = wake;
		this.now = now;
		this.patience = now + TIME_TO_SEND;
		this.session = sessions.open(this);
	}

	@Override
	public InetSocketAddress peer() {
		return this.ends.peer();
	}

	@Override
	public InetSocketAddress local() {
		return this.ends.local();
	}

	@Override
	public void send(ByteBuffer bytes) {
		if (!this.ending) {
			if (this.output.isEmpty()) {
				this.deadline = this.now + TIME_TO_SEND;
			}
			this.output.add(bytes);
		}
	}

	@Override
	public void end() {
		if (!this.ending && this.output.isEmpty()) {
			this.deadline = this.now + TIME_TO_SEND;
		}
		this.ending = true;
	}

	@Override
	public void expireAfter(Duration time) {
		this.patience = this.now + time.toNanos();
	}

	@Override
	public void admit() {
		this.standing = Standing.ADMITTED;
	}

	@Override
	public void execute(Runnable task) {
		this.tasks.add(task);
		wake();
	}

	private void wake() {
		if (!this.woken.getAndSet(true)) {
			this.wake.run();
		}
	}

	/**
	 * Return what speaks for keeping this connection.
	 */
	Standing standing() {
		if (this.standing == Standing.SILENT && isHandshaking()) {
			return Standing.UNKNOWN;
		}
		return (this.ended && this.standing == Standing.ADMITTED) ? Standing.ASKED : this.standing;
	}

	boolean isHandshaking() {
		return this.transport.isHandshaking();
	}

	/**
	 * Tell whether time is up: the client's to read, or the session's unless that goes
	 * on.
	 */
	boolean isOverdue(long now) {
		this.now = now;
		if (this.ending || !this.output.isEmpty()) {
			return now - this.deadline > 0;
		}
		if (now - this.patience <= 0) {
			return false;
		}
		boolean goesOn = this.session.expire();
		if (goesOn) {
			wake();
		}
		return !goesOn;
	}

	/**
	 * Do what can be done without waiting.
	 * @return the operations to wait for, {@link #DONE} if the connection is done with
	 */
	int proceed(long now) throws IOException {
		this.now = now;
		this.woken.set(false);
		for (int step = 0; step < MAX_STEPS; step++) {
			boolean executed = execute();
			if (!flush()) {
				return SelectionKey.OP_WRITE;
			}
			if (this.ending) {
				return discard();
			}
			if (!converse() && !executed) {
				return (this.receiving && !this.received && this.input.hasRemaining()) ? interest() : 0;
			}
		}
		// Others come first. The network nearly always takes something, so this one comes
		// again at once.
		return SelectionKey.OP_READ | SelectionKey.OP_WRITE;
	}

	private boolean execute() {
		Runnable task = this.tasks.poll();
		if (task != null) {
			task.run();
		}
		return task != null;
	}

	private boolean flush() throws IOException {
		for (ByteBuffer next = this.output.peek(); next != null; next = this.output.peek()) {
			if (!this.transport.write(next)) {
				return false;
			}
			this.output.remove();
		}
		return true;
	}

	/**
	 * Take one step.
	 * @return whether there may be more to do
	 */
	private boolean converse() throws IOException {
		boolean wanted = this.receiving;
		int read = 0;
		if (wanted && !this.received && this.input.hasRemaining()) {
			read = this.transport.read(this.input);
			this.received = read < 0;
		}
		int before = this.input.position();
		this.receiving = this.session.receive(this.input.flip(), this.received);
		this.input.compact();
		if (this.standing == Standing.SILENT && this.input.position() < before) {
			this.standing = Standing.ASKED;
		}
		return read != 0 || this.input.position() < before || this.ending || !this.output.isEmpty()
				|| !this.tasks.isEmpty() || (this.receiving && !wanted);
	}

	private int discard() throws IOException {
		if (!this.ended) {
			if (!this.transport.end()) {
				return SelectionKey.OP_WRITE;
			}
			this.ended = true;
			this.deadline = this.now + TIME_AFTER_END;
		}
		while (this.unwanted < MAX_UNWANTED) {
			int read = this.transport.read(this.input.clear());
			if (read <= 0) {
				return (read == 0) ? interest() : DONE;
			}
			this.unwanted += read;
		}
		return DONE;
	}

	private int interest() {
		return this.transport.isWriting() ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_READ;
	}

	/**
	 * The addresses of both ends of a connection.
	 *
	 * @param peer the client's
	 * @param local ours
	 */
	record Ends(InetSocketAddress peer, InetSocketAddress local) {
	}

}
