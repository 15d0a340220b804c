package dev.monitor.logging;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.monitor.event.Keys;
import dev.monitor.logging.logback.EventFormatter;
import org.slf4j.LoggerFactory;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines that the events of a logger make until it is closed, in both forms. What is
 * read back from one form has been compared with the other.
 */
public final class EventLines extends AppenderBase<ILoggingEvent> implements AutoCloseable {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	/**
	 * No constant pair may have the name of one of their keys.
	 */
	private static final Set<String> OWN_KINDS = Set.of("http", "query", "graphql", "action", "job", "delivery");

	private final EventFormatter kv = formatter("kv");

	private final EventFormatter json = formatter("json");

	private final List<List<String>> lines = new CopyOnWriteArrayList<>();

	private final Logger logger;

	public EventLines(String logger) {
		this.logger = (Logger) LoggerFactory.getLogger(logger);
		start();
		this.logger.addAppender(this);
	}

	@Override
	protected void append(ILoggingEvent event) {
		this.lines.add(List.of(this.kv.format(event), this.json.format(event)));
	}

	/**
	 * Return the events so far.
	 * @return the pairs of each
	 */
	public List<Map<String, String>> all() {
		List<Map<String, String>> all = new ArrayList<>();
		for (List<String> forms : this.lines) {
			Map<String, String> pairs = LogfmtReader.read(forms.get(0).getBytes(StandardCharsets.UTF_8));
			assertThat(pairs(forms.get(1))).containsExactlyEntriesOf(pairs);
			if (OWN_KINDS.contains(pairs.get("ev"))) {
				assertThat(pairs.keySet()).noneMatch(Keys::isFree);
			}
			all.add(pairs);
		}
		return all;
	}

	/**
	 * Return the only event.
	 * @return its pairs
	 */
	public Map<String, String> only() {
		assertThat(this.lines).hasSize(1);
		return all().get(0);
	}

	/**
	 * Return everything that was written.
	 * @return all lines of both forms
	 */
	public String text() {
		return this.lines.toString();
	}

	/**
	 * Return the only event as a line.
	 * @return the line of key=value pairs
	 */
	public String kv() {
		assertThat(this.lines).hasSize(1);
		return this.lines.get(0).get(0);
	}

	/**
	 * Make sure that the reference shows everything that was written.
	 */
	public void assertShown() {
		assertThat(this.lines).isNotEmpty().allSatisfy(LoggingPage::assertShows);
	}

	public void clear() {
		this.lines.clear();
	}

	@Override
	public void close() {
		this.logger.detachAppender(this);
		stop();
	}

	private static EventFormatter formatter(String format) {
		return new EventFormatter(new MockEnvironment().withProperty("monitor.logging.format", format)
			.withProperty("spring.application.name", "orders"), null);
	}

	private static Map<String, String> pairs(String json) {
		Map<String, String> pairs = new LinkedHashMap<>();
		JSON.readTree(json).properties().forEach((member) -> pairs.put(member.getKey(), text(member.getValue())));
		return pairs;
	}

	private static String text(JsonNode value) {
		return value.isString() ? value.asString() : value.toString();
	}

}
