package dev.monitor.logging.logback;

import java.util.ArrayList;
import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineAppender}. What becomes of the lines is in
 * {@link StandardOutputTests}.
 */
class LineAppenderTests {

	private final LoggerContext context = new LoggerContext();

	private final Logger logger = this.context.getLogger("test");

	private final LineAppender appender = new LineAppender();

	private final Messages messages = new Messages();

	@BeforeEach
	void start() {
		this.appender.setContext(this.context);
		this.appender.setEncoder(this.messages);
		this.appender.start();
		this.logger.addAppender(this.appender);
	}

	@AfterEach
	void stop() {
		this.context.stop();
	}

	@Test
	void whatAnArgumentLogsIsWrittenAheadOfTheEvent() {
		this.logger.info("{} and {}", "one", new Argument(() -> this.logger.warn("loaded {}", "lazily")));
		this.logger.info("after");
		assertThat(this.messages.encoded).containsExactly("loaded lazily", "one and text", "after");
	}

	@Test
	void anArgumentThatLogsItselfIsNoLoop() {
		List<Argument> self = new ArrayList<>();
		self.add(new Argument(() -> this.logger.warn("within {}", self.get(0))));
		this.logger.info("outer {}", self.get(0));
		assertThat(this.messages.encoded).containsExactly("within text", "outer text");
	}

	@Test
	void anArgumentThatFailsCostsItselfOnly() {
		this.logger.info("{} and {}", "one", new Argument(() -> {
			throw new IllegalStateException("boom");
		}));
		this.logger.info("{}", new Argument(() -> this.logger.warn("within {}", 1)));
		assertThat(this.messages.encoded).containsExactly("one and [FAILED toString()]", "within 1", "text");
	}

	/**
	 * Does something when it is asked for its text.
	 */
	private record Argument(Runnable work) {

		@Override
		public String toString() {
			this.work.run();
			return "text";
		}

	}

	/**
	 * Keeps the messages, in the order in which they are encoded, and writes nothing.
	 */
	private static final class Messages extends EncoderBase<ILoggingEvent> {

		private final List<String> encoded = new ArrayList<>();

		@Override
		public byte[] headerBytes() {
			return new byte[0];
		}

		@Override
		public byte[] encode(ILoggingEvent event) {
			this.encoded.add(event.getFormattedMessage());
			return new byte[0];
		}

		@Override
		public byte[] footerBytes() {
			return new byte[0];
		}

	}

}
