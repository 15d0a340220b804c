package dev.monitor.access;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.monitor.event.TraceIds;
import dev.monitor.event.UrlPolicy;
import dev.monitor.http.Paths;
import dev.monitor.logging.EventLines;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link AccessEvents}.
 */
class AccessEventsTests {

	private final Logger logger = (Logger) LoggerFactory.getLogger("http");

	private final Logger failures = (Logger) LoggerFactory.getLogger(AccessEvents.class);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	private final AccessEvents events = new AccessEvents(UrlPolicy.REDACTED, new Paths(List.of("/a/**"))::contain,
			null);

	@BeforeEach
	void listen() {
		this.appender.start();
		this.logger.addAppender(this.appender);
		this.failures.addAppender(this.appender);
	}

	@AfterEach
	void leave() {
		this.logger.detachAppender(this.appender);
		this.logger.setLevel(null);
		this.failures.detachAppender(this.appender);
	}

	@Test
	void aFailureStaysHereAndIsReportedOnce() {
		for (int i = 0; i < 3; i++) {
			this.events.guard(() -> {
				throw new AssertionError("boom");
			});
		}
		assertThat(this.appender.list).singleElement().extracting(ILoggingEvent::getLevel).isEqualTo(Level.WARN);
	}

	@Test
	void aLoggerThatIsOffCostsNothing() {
		this.logger.setLevel(Level.WARN);
		AtomicInteger calls = new AtomicInteger();
		this.events.guard(calls::incrementAndGet);
		assertThat(calls).hasValue(0);
	}

	@Test
	void theMessageCannotEndALineOfAnotherFormat() {
		this.events.log(new AccessRequest(80, "G\nET", "/a\r\nb\u0085", null, null, null),
				new AccessResponse(400, null, 0, 0, false, null), TraceIds.NONE);
		assertThat(this.appender.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.isEqualTo("G?ET /a??b? 400");
	}

	@Test
	void aRequestThatWasNotUnderstoodIsLogged() {
		this.events.log(new AccessRequest(80, null, null, null, null, null),
				new AccessResponse(400, null, 0, 0, false, null), TraceIds.NONE);
		assertThat(this.appender.list).singleElement()
			.extracting(ILoggingEvent::getFormattedMessage)
			.isEqualTo("- - 400");
	}

	@Test
	void theReferenceShowsAnEventAsItIs() {
		try (EventLines lines = new EventLines("http")) {
			this.events.log(new AccessRequest(8080, "GET", "/orders/7", "page=2&token=abc", "203.0.113.7", "anna"),
					new AccessResponse(200, "application/json", 1532, 12, false, null),
					new TraceIds("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331"));
			lines.assertShown();
		}
	}

	@Test
	void prefixesAreWholeSegments() {
		assertThat(this.events.wants("/a", null)).isFalse();
		assertThat(this.events.wants("/a/b", null)).isFalse();
		assertThat(this.events.wants("/ab", null)).isTrue();
		assertThat(this.events.wants(null, null)).isTrue();
	}

}
