package dev.monitor.health.listener;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import dev.monitor.health.answer.GateAnswer;
import dev.monitor.health.answer.GateAnswers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection: reads the head of one request, answers it, and then reads on for a
 * while what it does not want. To close at once would reset the connection, and the
 * client could lose the answer. Used by one thread.
 */
final class ProbeConnection {

	private static final Logger logger = LoggerFactory.getLogger(ProbeConnection.class);

	private static final int MAX_HEAD = 8192;

	private static final int MAX_UNWANTED = 1 << 20;

	private static final long TIME = Duration.ofSeconds(5).toNanos();

	private static final long TIME_AFTER_ANSWER = Duration.ofSeconds(1).toNanos();

	private final SocketChannel channel;

	private final Map<String, GateAnswers> answers;

	private final ByteBuffer input = ByteBuffer.allocate(MAX_HEAD);

	private @Nullable ByteBuffer output;

	private int unwanted;

	private long deadline;

	ProbeConnection(SocketChannel channel, Map<String, GateAnswers> answers, long now) {
		this.channel = channel;
		this.answers = answers;
		this.deadline = now + TIME;
	}

	boolean isOverdue(long now) {
		return now - this.deadline > 0;
	}

	/**
	 * Do what can be done without waiting.
	 * @return the operations to wait for, 0 if the connection is done with
	 */
	int proceed(long now) throws IOException {
		if (this.output == null) {
			int read = this.channel.read(this.input);
			this.output = respond();
			if (this.output == null) {
				return (read < 0) ? 0 : SelectionKey.OP_READ;
			}
		}
		if (this.output.hasRemaining()) {
			this.channel.write(this.output);
			if (this.output.hasRemaining()) {
				return SelectionKey.OP_WRITE;
			}
			this.channel.shutdownOutput();
			this.deadline = now + TIME_AFTER_ANSWER;
		}
		return discard() ? SelectionKey.OP_READ : 0;
	}

	private boolean discard() throws IOException {
		while (this.unwanted < MAX_UNWANTED) {
			int read = this.channel.read(this.input.clear());
			if (read <= 0) {
				return read == 0;
			}
			this.unwanted += read;
		}
		return false;
	}

	private @Nullable ByteBuffer respond() {
		int end = endOfHead();
		if (end < 0) {
			return this.input.hasRemaining() ? null : ProbeResponse.of(431);
		}
		String head = new String(this.input.array(), 0, end, StandardCharsets.ISO_8859_1);
		ProbeRequest request = ProbeRequest.parse(head);
		if (request == null) {
			return ProbeResponse.of(400);
		}
		GateAnswers found = this.answers.get(request.path());
		return (found != null) ? respond(request, found) : ProbeResponse.of(404);
	}

	private ByteBuffer respond(ProbeRequest request, GateAnswers found) {
		try {
			InetSocketAddress peer = (InetSocketAddress) this.channel.getRemoteAddress();
			InetSocketAddress local = (InetSocketAddress) this.channel.getLocalAddress();
			GateAnswer answer = found.to(request.method(), () -> request.caller(peer, local));
			return ProbeResponse.of(answer, "HEAD".equals(request.method()));
		}
		catch (IOException | RuntimeException ex) {
			logger.warn("Probe of {} could not be answered", request.path(), ex);
			return ProbeResponse.of(500);
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

}
