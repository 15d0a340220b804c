package dev.monitor.listener;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;

import dev.monitor.http.HttpResponse;
import dev.monitor.listener.http.HttpExchange;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The time a client has, without a client.
 */
class ConversationTests {

	private static final InetSocketAddress LOCAL = new InetSocketAddress(InetAddress.getLoopbackAddress(), 8081);

	private static final long SECOND = Duration.ofSeconds(1).toNanos();

	private final FakeTransport transport = new FakeTransport();

	private final List<Consumer<HttpResponse>> asked = new ArrayList<>();

	private int answered;

	private final Conversation connection = new Conversation(this.transport, new Conversation.Ends(LOCAL, LOCAL),
			HttpExchange.with((request, answer) -> this.asked.add(answer)), () -> this.answered++, 0);

	@Test
	void aHeadHasFiveSeconds() throws IOException {
		this.transport.come("GET /");
		assertThat(this.connection.proceed(SECOND)).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.connection.isOverdue(5 * SECOND)).isFalse();
		assertThat(this.connection.isOverdue(5 * SECOND + 1)).isTrue();
	}

	@Test
	void aHeadInSeveralPiecesIsReadAtOnce() throws IOException {
		this.transport.come("GET / HT");
		this.transport.come("TP/1.1\r\n\r\n");
		assertThat(this.connection.proceed(0)).isZero();
		assertThat(this.asked).hasSize(1);
	}

	@Test
	void anAnswerThatTakesTenSecondsIsReplacedByOne() throws IOException {
		this.transport.come("GET / HTTP/1.1\r\n\r\n");
		assertThat(this.connection.proceed(SECOND)).isZero();
		assertThat(this.connection.isOverdue(11 * SECOND)).isFalse();
		assertThat(this.answered).isZero();
		assertThat(this.connection.isOverdue(11 * SECOND + 1)).isFalse();
		assertThat(this.answered).isEqualTo(1);
		this.asked.get(0).accept(HttpResponse.of(200));
		assertThat(this.connection.proceed(11 * SECOND + 1)).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.transport.written.toString()).startsWith("HTTP/1.1 503 ");
	}

	@Test
	void anAnswerHasTenSecondsToBeRead() throws IOException {
		this.transport.come("GET / HTTP/1.1\r\n\r\n");
		this.transport.stuck = true;
		this.connection.proceed(0);
		this.asked.get(0).accept(HttpResponse.of(200));
		assertThat(this.connection.proceed(SECOND)).isEqualTo(SelectionKey.OP_WRITE);
		assertThat(this.connection.isOverdue(11 * SECOND)).isFalse();
		assertThat(this.connection.isOverdue(11 * SECOND + 1)).isTrue();
	}

	@Test
	void afterTheAnswerAClientHasASecond() throws IOException {
		this.transport.come("GET / HTTP/1.1\r\n\r\n");
		this.connection.proceed(0);
		this.asked.get(0).accept(HttpResponse.of(200));
		assertThat(this.connection.proceed(SECOND)).isEqualTo(SelectionKey.OP_READ);
		assertThat(this.transport.ended).isTrue();
		assertThat(this.connection.isOverdue(2 * SECOND)).isFalse();
		assertThat(this.connection.isOverdue(2 * SECOND + 1)).isTrue();
	}

	private static final class FakeTransport implements Transport {

		private final Deque<String> coming = new ArrayDeque<>();

		private final StringBuilder written = new StringBuilder();

		private boolean stuck;

		private boolean ended;

		private void come(String text) {
			this.coming.add(text);
		}

		@Override
		public int read(ByteBuffer target) {
			String next = this.coming.poll();
			if (next == null) {
				return 0;
			}
			target.put(next.getBytes(StandardCharsets.ISO_8859_1));
			return next.length();
		}

		@Override
		public boolean write(ByteBuffer source) {
			if (!this.stuck) {
				this.written.append(StandardCharsets.ISO_8859_1.decode(source));
			}
			return !this.stuck;
		}

		@Override
		public boolean end() {
			this.ended = true;
			return true;
		}

		@Override
		public boolean isWriting() {
			return false;
		}

	}

}
