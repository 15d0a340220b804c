package dev.monitor.access;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.logging.LogfmtReader;
import dev.monitor.logging.logback.EventFormatter;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.slf4j.LoggerFactory;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines that access events make while a test runs, read back.
 */
final class HttpLines extends AppenderBase<ILoggingEvent> implements BeforeEachCallback, AfterEachCallback {

	private final Logger logger = (Logger) LoggerFactory.getLogger("http");

	private final EventFormatter formatter = new EventFormatter(new MockEnvironment(), null);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private int read;

	@Override
	public void beforeEach(ExtensionContext context) {
		start();
		this.logger.addAppender(this);
		this.logger.setAdditive(false);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		this.logger.detachAppender(this);
		this.logger.setAdditive(true);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.lines.add(this.formatter.format(event));
	}

	Map<String, String> next() {
		Awaitility.await().until(() -> this.lines.size() > this.read);
		return LogfmtReader.read(this.lines.get(this.read++).getBytes(StandardCharsets.UTF_8));
	}

	List<Map<String, String>> all() {
		return this.lines.stream().map((line) -> LogfmtReader.read(line.getBytes(StandardCharsets.UTF_8))).toList();
	}

	void assertNoMore() {
		assertThat(new ArrayList<>(this.lines)).hasSize(this.read);
	}

}
