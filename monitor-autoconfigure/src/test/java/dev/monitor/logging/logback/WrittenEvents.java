package dev.monitor.logging.logback;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.monitor.logging.LogfmtReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes events and reads them back. What {@link #decode} returns has been written in
 * both forms and read back from both with the same result.
 */
final class WrittenEvents {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final long TIME = Instant.parse("2026-11-21T09:30:00.120Z").toEpochMilli();

	final LoggerContext context = new LoggerContext();

	final MockEnvironment environment = new MockEnvironment().withProperty("spring.application.name", "orders");

	LoggingEvent event(@Nullable String message, Object... arguments) {
		return event(Map.of(), message, arguments);
	}

	LoggingEvent event(Map<String, String> context, @Nullable String message, Object... arguments) {
		Logger logger = this.context.getLogger("a.b.C");
		LoggingEvent event = new LoggingEvent("fqcn", logger, Level.INFO, message, null, arguments);
		event.setTimeStamp(TIME);
		event.setThreadName("main");
		event.setMDCPropertyMap(context);
		return event;
	}

	EventFormatter formatter(String format) {
		this.environment.setProperty("monitor.logging.format", format);
		return new EventFormatter(this.environment, null);
	}

	String line(String format, LoggingEvent event) {
		return formatter(format).format(event);
	}

	Map<String, String> decode(LoggingEvent event) {
		Map<String, String> pairs = decodeKv(event);
		String json = line("json", event);
		assertThat(json).containsOnlyOnce("\n").endsWith("\n");
		Map<String, String> fromJson = new LinkedHashMap<>();
		JSON.readTree(json)
			.properties()
			.forEach((property) -> fromJson.put(property.getKey(),
					text(property.getValue(), pairs.getOrDefault(property.getKey(), ""))));
		assertThat(fromJson).containsExactlyEntriesOf(pairs);
		return pairs;
	}

	Map<String, String> decodeKv(LoggingEvent event) {
		return LogfmtReader.read(line("kv", event).getBytes(StandardCharsets.UTF_8));
	}

	/**
	 * Return a value as it is in a key=value line, where arrays are JSON as a text.
	 */
	private static String text(JsonNode value, String kv) {
		if (value.isContainer()) {
			return value.equals(JSON.readTree(kv)) ? kv : value.toString();
		}
		return value.isString() ? value.asString() : value.toString();
	}

}
