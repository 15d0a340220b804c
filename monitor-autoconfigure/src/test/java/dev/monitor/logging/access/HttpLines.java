package dev.monitor.logging.access;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.logging.LogfmtReader;
import dev.monitor.logging.logback.EventFormatter;
import org.awaitility.Awaitility;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines that access events make, read back.
 */
final class HttpLines extends AppenderBase<ILoggingEvent> {

	private final EventFormatter formatter = new EventFormatter(new MockEnvironment(), null);

	private final List<String> lines = new CopyOnWriteArrayList<>();

	private int read;

	@Override
	protected void append(ILoggingEvent event) {
		this.lines.add(this.formatter.format(event));
	}

	Map<String, String> next() {
		Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> this.lines.size() > this.read);
		return LogfmtReader.read(this.lines.get(this.read++).getBytes(StandardCharsets.UTF_8));
	}

	List<Map<String, String>> all() {
		return this.lines.stream().map((line) -> LogfmtReader.read(line.getBytes(StandardCharsets.UTF_8))).toList();
	}

	void assertNoMore() {
		assertThat(new ArrayList<>(this.lines)).hasSize(this.read);
	}

}
