package dev.monitor.listener.http;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

import dev.monitor.http.Answer;
import dev.monitor.http.HttpRequest;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.Responder;
import dev.monitor.listener.ClassFiles;
import dev.monitor.listener.Connection;
import dev.monitor.listener.Session;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link Session} that reads the head of one HTTP request and sends the response to it. A
 * client has five seconds to ask, a {@link Responder} ten to answer.
 */
public final class HttpExchange implements Session {

	private static final Logger logger = LoggerFactory.getLogger(HttpExchange.class);

	private static final Duration TIME_TO_ASK = Duration.ofSeconds(5);

	private static final Duration TIME_TO_ANSWER = Duration.ofSeconds(10);

	/**
	 * Bytes of a body that go out together with the head: HAProxy judges a check by what
	 * comes first, and shows no more of it.
	 */
	private static final int SHORT = 1024;

	static {
		if (!ClassFiles.stayOpen()) {
			loadWhatIsNeeded();
		}
	}

	private final Connection connection;

	private final Responder responder;

	private boolean asked;

	private boolean answered;

	private boolean head;

	/**
	 * Begin an exchange.
	 * @param connection the connection, from which nothing was taken yet
	 * @param responder answers the request
	 */
	public HttpExchange(Connection connection, Responder responder) {
		this.connection = connection;
		this.responder = responder;
		connection.expireAfter(TIME_TO_ASK);
	}

	/**
	 * Return what opens an exchange on each connection.
	 * @param responder answers the requests
	 * @return a factory
	 */
	public static Session.Factory with(Responder responder) {
		return (connection) -> new HttpExchange(connection, responder);
	}

	@Override
	public boolean receive(ByteBuffer bytes, boolean last) {
		if (this.asked) {
			return false;
		}
		int emptyLine = emptyLine(bytes);
		if (emptyLine > 0) {
			bytes.position(emptyLine);
			return true;
		}
		int end = endOfHead(bytes);
		boolean tooLong = end < 0 && bytes.limit() == bytes.capacity();
		if (end < 0 && !tooLong) {
			if (last) {
				this.connection.end();
			}
			return true;
		}
		this.asked = true;
		this.connection.expireAfter(TIME_TO_ANSWER);
		if (tooLong) {
			answer(HttpResponse.of(431));
		}
		else {
			byte[] text = new byte[end];
			bytes.get(text);
			ask(new String(text, StandardCharsets.ISO_8859_1));
		}
		return false;
	}

	@Override
	public boolean expire() {
		if (this.asked) {
			answer(HttpResponse.of(503));
		}
		return this.asked;
	}

	private void ask(String text) {
		HttpRequest request = RequestHead.parse(text, this.connection.peer(), this.connection.local());
		if (request == null) {
			answer(HttpResponse.of(400));
			return;
		}
		this.head = request.method().equals("HEAD");
		try {
			this.responder.respond(request, new ExchangeAnswer());
		}
		catch (RuntimeException ex) {
			// first: without memory not even a warning can be written
			new ExchangeAnswer().accept(HttpResponse.of(500));
			logger.warn("Request for {} could not be answered", request.path(), ex);
		}
	}

	private void answer(HttpResponse response) {
		if (!this.answered) {
			this.answered = true;
			ByteBuffer head = ResponseHead.of(response, Instant.now());
			ByteBuffer body = ByteBuffer.wrap(this.head ? new byte[0] : response.body());
			if (body.remaining() <= SHORT) {
				ByteBuffer both = ByteBuffer.allocate(head.remaining() + body.remaining());
				this.connection.send(both.put(head).put(body).flip());
			}
			else {
				this.connection.send(head);
				this.connection.send(body);
			}
			this.connection.end();
		}
	}

	/**
	 * Load what an exchange needs, while there are file descriptors to load it with.
	 */
	private static void loadWhatIsNeeded() {
		InetSocketAddress nobody = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
		HttpRequest request = RequestHead.parse("GET / HTTP/1.1\r\nHost: localhost\r\nVia: a\r\n\r\n", nobody, nobody);
		boolean admitted = request != null && request.caller().isOnThisMachine();
		ResponseHead.of(HttpResponse.of(admitted ? 200 : 400), Instant.EPOCH);
		logger.trace("Ready for {}", ExchangeAnswer.class);
	}

	/**
	 * Return the length of an empty line that comes first, 0 if there is none: before a
	 * request it is ignored (RFC 9112, section 2.2).
	 */
	private static int emptyLine(ByteBuffer bytes) {
		int end = (bytes.limit() > 0 && bytes.get(0) == '\r') ? 1 : 0;
		return (bytes.limit() > end && bytes.get(end) == '\n') ? end + 1 : 0;
	}

	/**
	 * Find the empty line; lines may end with LF alone (RFC 9112, section 2.2).
	 */
	private static int endOfHead(ByteBuffer bytes) {
		for (int i = 1; i < bytes.limit(); i++) {
			if (bytes.get(i) == '\n'
					&& (bytes.get(i - 1) == '\n' || (i > 1 && bytes.get(i - 1) == '\r' && bytes.get(i - 2) == '\n'))) {
				return i;
			}
		}
		return -1;
	}

	/**
	 * Takes the answer to the connection's thread. No lambda: one that cannot be linked
	 * for want of memory can never be (JVMS 5.4.3.6).
	 */
	private final class ExchangeAnswer implements Answer, Runnable {

		private final AtomicReference<@Nullable HttpResponse> response = new AtomicReference<>();

		@Override
		public void accept(HttpResponse response) {
			if (this.response.compareAndSet(null, response)) {
				HttpExchange.this.connection.execute(this);
			}
		}

		@Override
		public void admit() {
			HttpExchange.this.connection.execute(this);
		}

		/**
		 * Answer, or admit while there is no answer.
		 */
		@Override
		public void run() {
			HttpResponse response = this.response.get();
			if (response != null) {
				answer(response);
			}
			else {
				HttpExchange.this.connection.admit();
			}
		}

	}

}
