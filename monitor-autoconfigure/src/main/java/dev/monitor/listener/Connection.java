package dev.monitor.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads the head of one request, has it answered, and then reads on for a
 * while what it does not want. To close at once would reset the connection, and the
 * client could lose the answer. Used by one thread; only the answer may come from
 * another.
 */
final class Connection {

	/**
	 * What {@link #proceed} returns when the connection is done with.
	 */
	static final int DONE = -1;

	private static final Logger logger = LoggerFactory.getLogger(Connection.class);

	private static final int MAX_HEAD = 8192;

	private static final int MAX_UNWANTED = 1 << 20;

	private static final long TIME_FOR_HEAD = Duration.ofSeconds(5).toNanos();

	private static final long TIME_FOR_ANSWER = Duration.ofSeconds(10).toNanos();

	private static final long TIME_TO_WRITE = Duration.ofSeconds(10).toNanos();

	private static final long TIME_AFTER_ANSWER = Duration.ofSeconds(1).toNanos();

	private final Transport transport;

	private final Ends ends;

	private final Responder responder;

	private final Runnable answered;

	private final ByteBuffer input = ByteBuffer.allocate(MAX_HEAD);

	private final AtomicReference<@Nullable HttpResponse> answer = new AtomicReference<>();

	private boolean asked;

	private boolean head;

	private ByteBuffer @Nullable [] output;

	private boolean ended;

	private int unwanted;

	private long deadline;

	/**
	 * Create a connection.
	 * @param transport carries the bytes
	 * @param ends the addresses of both ends
	 * @param responder answers the request
	 * @param answered called, from any thread, when there is an answer to write
	 * @param now the time in nanoseconds
	 */
	Connection(Transport transport, Ends ends, Responder responder, Runnable answered, long now) {
		this.transport = transport;
		this.ends = ends;
		this.responder = responder;
		this.answered = answered;
		this.deadline = now + TIME_FOR_HEAD;
	}

	/**
	 * Tell whether the client's time is up. A client that waits for an answer gets one.
	 */
	boolean isOverdue(long now) {
		if (now - this.deadline <= 0) {
			return false;
		}
		boolean waiting = this.asked && this.output == null;
		if (waiting) {
			answer(HttpResponse.of(503));
		}
		return !waiting;
	}

	/**
	 * Do what can be done without waiting.
	 * @return the operations to wait for, {@link #DONE} if the connection is done with
	 */
	int proceed(long now) throws IOException {
		if (!this.asked) {
			int read = readHead(now);
			if (!this.asked) {
				return (read < 0) ? DONE : interest(SelectionKey.OP_READ);
			}
		}
		HttpResponse response = this.answer.get();
		if (response == null) {
			return 0;
		}
		if (this.output == null) {
			this.output = response.write(this.head);
			this.deadline = now + TIME_TO_WRITE;
		}
		if (!this.ended) {
			if (!write(this.output)) {
				return SelectionKey.OP_WRITE;
			}
			this.ended = true;
			this.deadline = now + TIME_AFTER_ANSWER;
		}
		return discard() ? interest(SelectionKey.OP_READ) : DONE;
	}

	private int readHead(long now) throws IOException {
		int read;
		do {
			read = this.transport.read(this.input);
			ask(now);
		}
		while (read > 0 && !this.asked);
		return read;
	}

	private int interest(int operation) {
		return this.transport.isWriting() ? operation | SelectionKey.OP_WRITE : operation;
	}

	private boolean write(ByteBuffer[] buffers) throws IOException {
		for (ByteBuffer buffer : buffers) {
			if (!this.transport.write(buffer)) {
				return false;
			}
		}
		return this.transport.end();
	}

	private boolean discard() throws IOException {
		while (this.unwanted < MAX_UNWANTED) {
			int read = this.transport.read(this.input.clear());
			if (read <= 0) {
				return read == 0;
			}
			this.unwanted += read;
		}
		return false;
	}

	private void ask(long now) {
		int end = endOfHead();
		if (end < 0 && this.input.hasRemaining()) {
			return;
		}
		this.asked = true;
		this.deadline = now + TIME_FOR_ANSWER;
		if (end < 0) {
			answer(HttpResponse.of(431));
			return;
		}
		String text = new String(this.input.array(), 0, end, StandardCharsets.ISO_8859_1);
		HttpRequest request = HttpRequest.parse(text, this.ends.peer(), this.ends.local());
		if (request == null) {
			answer(HttpResponse.of(400));
			return;
		}
		this.head = request.method().equals("HEAD");
		try {
			this.responder.respond(request, this::answer);
		}
		catch (RuntimeException ex) {
			logger.warn("Request for {} could not be answered", request.path(), ex);
			answer(HttpResponse.of(500));
		}
	}

	private void answer(HttpResponse response) {
		if (this.answer.compareAndSet(null, response)) {
			this.answered.run();
		}
	}

	/**
	 * Find the empty line; lines may end with LF alone (RFC 9112, section 2.2).
	 */
	private int endOfHead() {
		for (int i = 1; i < this.input.position(); i++) {
			if (this.input.get(i) == '\n' && (this.input.get(i - 1) == '\n'
					|| (i > 1 && this.input.get(i - 1) == '\r' && this.input.get(i - 2) == '\n'))) {
				return i;
			}
		}
		return -1;
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
