package dev.monitor.logging.logback;

import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.monitor.logging.EventKind;
import dev.monitor.logging.EventMarker;
import dev.monitor.logging.EventPairs;
import dev.monitor.logging.LogfmtReader;
import net.logstash.logback.argument.StructuredArgument;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventFormatter}. What {@link #decode} returns has been written in both
 * forms and read back from both with the same result.
 */
class EventFormatterTests {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final long TIME = Instant.parse("2026-11-21T09:30:00.120Z").toEpochMilli();

	private final LoggerContext context = new LoggerContext();

	private final MockEnvironment environment = new MockEnvironment().withProperty("spring.application.name", "orders");

	@Test
	void aMessageHasTheKeysOfEveryEventFirst() {
		assertThat(line("kv", event("Started in {} s", 1.5)))
			.isEqualTo("t=2026-11-21T09:30:00.120Z ns=orders lvl=info ev=message msg=\"Started in 1.5 s\""
					+ " logger=a.b.C thread=main\n");
		assertThat(line("json", event("Started in {} s", 1.5)))
			.isEqualTo("{\"t\":\"2026-11-21T09:30:00.120Z\",\"ns\":\"orders\",\"lvl\":\"info\",\"ev\":\"message\","
					+ "\"msg\":\"Started in 1.5 s\",\"logger\":\"a.b.C\",\"thread\":\"main\"}\n");
	}

	@Test
	void levelsAreLowerCaseAndTraceIsDebug() {
		Map<Level, String> levels = Map.of(Level.ERROR, "error", Level.WARN, "warn", Level.INFO, "info", Level.DEBUG,
				"debug", Level.TRACE, "debug");
		levels.forEach((level, expected) -> {
			LoggingEvent event = new LoggingEvent("fqcn", this.context.getLogger("a.b.C"), level, "x", null, null);
			event.setMDCPropertyMap(Map.of());
			assertThat(decode(event)).containsEntry("lvl", expected);
		});
	}

	@Test
	void settingsReachTheLine() {
		this.environment.withProperty("monitor.logging.namespace", "shop")
			.withProperty("monitor.logging.zone", "Europe/Berlin")
			.withProperty("monitor.logging.fields.stage", "prod");
		assertThat(decode(event("x"))).containsEntry("ns", "shop")
			.containsEntry("t", "2026-11-21T10:30:00.120+01:00")
			.containsEntry("stage", "prod");
	}

	@Test
	void withoutAnyNameTheNamespaceIsApplication() {
		assertThat(new String(
				new EventFormatter(new MockEnvironment(), null).formatAsBytes(event("x"), StandardCharsets.UTF_8),
				StandardCharsets.UTF_8))
			.contains(" ns=application ");
	}

	@Test
	void aMessageThatIsMissingIsEmpty() {
		assertThat(decode(event(null))).containsEntry("msg", "");
	}

	@Test
	void keyValuesKeepTheirTypes() {
		LoggingEvent event = event("x");
		Map<String, Object> values = new LinkedHashMap<>();
		values.put("text", "a b");
		values.put("digits", "0012");
		values.put("int", 42);
		values.put("big", new BigInteger("123456789012345678901234567890"));
		values.put("double", 1.2E7);
		values.put("nan", Double.NaN);
		values.put("bool", true);
		values.put("char", 'c');
		values.put("enum", Thread.State.NEW);
		values.put("time", Instant.EPOCH);
		values.put("builder", CharBuffer.wrap("sb"));
		values.put("nothing", null);
		values.forEach((key, value) -> event.addKeyValuePair(new KeyValuePair(key, value)));
		assertThat(decode(event)).containsEntry("text", "a b")
			.containsEntry("digits", "0012")
			.containsEntry("int", "42")
			.containsEntry("big", "123456789012345678901234567890")
			.containsEntry("double", "12000000")
			.containsEntry("nan", "NaN")
			.containsEntry("bool", "true")
			.containsEntry("char", "c")
			.containsEntry("enum", "NEW")
			.containsEntry("time", "1970-01-01T00:00:00Z")
			.containsEntry("builder", "sb")
			.doesNotContainKey("nothing");
		assertThat(line("kv", event)).contains(" int=42 ").contains(" digits=\"0012\" ").contains(" bool=true ");
		assertThat(line("json", event)).contains("\"int\":42,").contains("\"digits\":\"0012\",").contains(":true,");
	}

	@Test
	void structuredArgumentsAndMarkersAndContextAreWritten() {
		LoggingEvent event = event(Map.of("traceId", "0af7", "spanId", "b7ad", "tenant", "t 1"), "{} {}",
				StructuredArguments.kv("order", 7), StructuredArguments.raw("raw", "{\"a\":1}"));
		event.addMarker(Markers.append("marked", List.of(1, "b")).and(Markers.appendEntries(Map.of("m", 1))));
		event.addMarker(MarkerFactory.getMarker("PLAIN"));
		assertThat(decode(event)).containsEntry("msg", "order=7 raw={\"a\":1}")
			.containsEntry("order", "7")
			.containsEntry("raw.a", "1")
			.containsEntry("marked", "[1,\"b\"]")
			.containsEntry("m", "1")
			.containsEntry("tags", "[\"PLAIN\"]")
			.containsEntry("traceId", "0af7")
			.containsEntry("spanId", "b7ad")
			.containsEntry("tenant", "t 1");
	}

	@Test
	void reservedKeysAreNeverOverwritten() {
		LoggingEvent event = event(Map.of("ev", "http", "lvl", "error"), "x");
		for (String key : List.of("t", "ns", "lvl", "ev", "msg", "source", "err", "stack", "traceId", "logger")) {
			event.addKeyValuePair(new KeyValuePair(key, "forged"));
		}
		assertThat(decode(event)).containsEntry("lvl", "info")
			.containsEntry("lvl_2", "forged")
			.containsEntry("lvl_3", "error")
			.containsEntry("ev", "message")
			.containsEntry("ev_3", "http")
			.containsEntry("source_2", "forged")
			.containsEntry("err_2", "forged")
			.containsEntry("stack_2", "forged")
			.containsEntry("traceId_2", "forged")
			.containsEntry("logger_2", "forged")
			.doesNotContainKeys("source", "err", "stack", "traceId");
	}

	@Test
	void exceptionsAreWritten() {
		LoggingEvent event = event("x");
		IllegalStateException failure = new IllegalStateException("out\nside", new RuntimeException("inside"));
		event.setThrowableProxy(new ThrowableProxy(failure));
		Map<String, String> pairs = decode(event);
		assertThat(pairs).containsEntry("err", "java.lang.IllegalStateException").containsEntry("errMsg", "out\nside");
		assertThat(pairs.get("stack")).startsWith("java.lang.IllegalStateException: out\nside\n\tat dev.monitor.")
			.contains("Caused by: java.lang.RuntimeException: inside");
	}

	@Test
	void aStackTracePrinterIsUsedIfThereIsOne() {
		LoggingEvent event = event("x");
		event.setThrowableProxy(new ThrowableProxy(new RuntimeException("boom")));
		StackTracePrinter printer = (failure, out) -> out.append("printed ").append(failure.getMessage());
		assertThat(new EventFormatter(this.environment, printer).format(event)).endsWith(" stack=\"printed boom\"\n");
	}

	@Test
	void mapsAreFlattenedFourDeep() {
		Map<String, Object> map = new TreeMap<>();
		map.put("a", 1);
		map.put("none", null);
		map.put("b", Map.of("c", Map.of("d", Map.of("e", Map.of("f", 1)))));
		map.put("empty", Map.of());
		map.put("list", Arrays.asList(1, null, Map.of("x", "y\"z")));
		LoggingEvent event = event("x");
		event.addKeyValuePair(new KeyValuePair("k", map));
		assertThat(decode(event)).containsEntry("k.a", "1")
			.containsEntry("k.b.c.d.e", "{\"f\":1}")
			.containsEntry("k.empty", "{}")
			.containsEntry("k.list", "[1,null,{\"x\":\"y\\\"z\"}]")
			.doesNotContainKey("k.none");
	}

	@Test
	void beansAreJson() {
		LoggingEvent event = event("x");
		event.addKeyValuePair(new KeyValuePair("bean", new Point(1, "two")));
		event.addKeyValuePair(new KeyValuePair("object", new NoBean()));
		assertThat(decode(event)).containsEntry("bean", "{\"x\":1,\"name\":\"two\"}")
			.containsEntry("object", "no bean");
	}

	@Test
	void aValueThatFailsDoesNotLoseTheEvent() {
		LoggingEvent event = event("msg {}", new Failing());
		event.addKeyValuePair(new KeyValuePair("failing", new Failing()));
		event.addKeyValuePair(new KeyValuePair("getter", new FailingGetter()));
		event.addKeyValuePair(new KeyValuePair("inMap", Map.of("sub", new FailingGetter())));
		event.addKeyValuePair(new KeyValuePair("inList", List.of("a", new FailingGetter())));
		event.addKeyValuePair(new KeyValuePair("after", "fine"));
		assertThat(decode(event)).containsEntry("msg", "msg [FAILED toString()]")
			.containsEntry("failing", "!ERR java.lang.AssertionError")
			.containsEntry("getter", "!ERR java.lang.IllegalStateException")
			.containsEntry("inMap.sub", "!ERR java.lang.IllegalStateException")
			.containsEntry("inList", "!ERR java.lang.IllegalStateException")
			.containsEntry("after", "fine");
	}

	@Test
	void aProviderThatFailsDoesNotLoseTheEvent() {
		StructuredArgument failing = (generator) -> {
			generator.writeName("broken");
			throw new IllegalStateException("secret");
		};
		StructuredArgument failingInside = (generator) -> {
			generator.writeName("open");
			generator.writeStartObject();
			generator.writeName("array");
			generator.writeStartArray();
			generator.writeString("a");
			throw new IllegalStateException("secret");
		};
		LoggingEvent event = event(Map.of("after", "fine"), "x", failing);
		assertThat(decode(event)).containsEntry("broken", "!ERR java.lang.IllegalStateException")
			.containsEntry("after", "fine");
		assertThat(decode(event("x", failingInside))).containsEntry("open.array", "[\"a\"]")
			.containsEntry("_", "!ERR java.lang.IllegalStateException");
	}

	@Test
	void whatContainsItselfEnds() {
		Map<String, Object> map = new HashMap<>();
		map.put("self", map);
		map.put("a", 1);
		List<Object> list = new ArrayList<>();
		list.add(list);
		list.add(list);
		LoggingEvent event = event("x");
		event.addKeyValuePair(new KeyValuePair("map", map));
		event.addKeyValuePair(new KeyValuePair("list", list));
		assertThat(decode(event)).containsEntry("map.a", "1")
			.containsEntry("map.self", "!ERR java.lang.IllegalStateException")
			.hasEntrySatisfying("list", (value) -> assertThat(value).startsWith("!ERR "));
	}

	@Test
	void rawJsonThatIsNoneIsAText() {
		assertThat(decode(event("x", StructuredArguments.raw("raw", "1}\n{\"lvl\":\"error\"")))).containsEntry("raw",
				"1}\n{\"lvl\":\"error\"");
	}

	@Test
	void valuesLongerThanAnyLineAreCut() {
		LoggingEvent event = event("m".repeat(70_000));
		event.addKeyValuePair(new KeyValuePair("list", new ArrayList<>(Collections.nCopies(1_000_000, 1))));
		for (String format : List.of("kv", "json")) {
			String line = line(format, event);
			assertThat(line).hasSizeLessThanOrEqualTo(9900).contains("truncated").endsWith("\n");
		}
		decodeKv(event);
	}

	@Test
	void eventsOfAKindOfTheirOwnHaveTheirPairsOnly() {
		LoggingEvent event = event(Map.of("tenant", "x"), "GET / 200");
		event.addMarker(new Http());
		event.addKeyValuePair(new KeyValuePair("port", "forged"));
		this.environment.withProperty("monitor.logging.fields.stage", "prod");
		assertThat(line("kv", event)).isEqualTo("t=2026-11-21T09:30:00.120Z ns=orders lvl=info ev=http"
				+ " msg=\"GET / 200\" port=80 authUser=\"a\\nlvl=error\" stage=prod\n");
	}

	@Test
	void threadsDoNotMixTheirLines() throws Exception {
		EventFormatter formatter = formatter("kv");
		ExecutorService threads = Executors.newFixedThreadPool(8);
		try {
			List<Callable<Integer>> tasks = new ArrayList<>();
			for (int task = 0; task < 32; task++) {
				String text = ("task " + task + " ").repeat(task + 1);
				tasks.add(() -> {
					for (int i = 0; i < 500; i++) {
						byte[] line = formatter.formatAsBytes(event(text), StandardCharsets.UTF_8);
						assertThat(LogfmtReader.read(line)).containsEntry("msg", text);
					}
					return 500;
				});
			}
			for (Future<Integer> done : threads.invokeAll(tasks)) {
				assertThat(done.get()).isEqualTo(500);
			}
		}
		finally {
			threads.shutdownNow();
		}
	}

	@Test
	void linesAreUtf8WhateverTheConsoleIs() {
		assertThat(formatter("kv").formatAsBytes(event("\ud83d\ude00"), StandardCharsets.ISO_8859_1))
			.containsSubsequence("\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
	}

	private LoggingEvent event(@Nullable String message, Object... arguments) {
		return event(Map.of(), message, arguments);
	}

	private LoggingEvent event(Map<String, String> context, @Nullable String message, Object... arguments) {
		Logger logger = this.context.getLogger("a.b.C");
		LoggingEvent event = new LoggingEvent("fqcn", logger, Level.INFO, message, null, arguments);
		event.setTimeStamp(TIME);
		event.setThreadName("main");
		event.setMDCPropertyMap(context);
		return event;
	}

	private EventFormatter formatter(String format) {
		this.environment.setProperty("monitor.logging.format", format);
		return new EventFormatter(this.environment, null);
	}

	private String line(String format, LoggingEvent event) {
		return formatter(format).format(event);
	}

	private Map<String, String> decode(LoggingEvent event) {
		Map<String, String> pairs = decodeKv(event);
		String json = line("json", event);
		assertThat(json).containsOnlyOnce("\n").endsWith("\n");
		Map<String, String> fromJson = new LinkedHashMap<>();
		JSON.readTree(json)
			.properties()
			.forEach((property) -> fromJson.put(property.getKey(), text(property.getValue())));
		assertThat(fromJson).containsExactlyEntriesOf(pairs);
		return pairs;
	}

	private Map<String, String> decodeKv(LoggingEvent event) {
		return LogfmtReader.read(line("kv", event).getBytes(StandardCharsets.UTF_8));
	}

	private static String text(JsonNode value) {
		return value.isString() ? value.asString() : value.toString();
	}

	private static final class Http extends EventMarker {

		Http() {
			super(EventKind.HTTP);
		}

		@Override
		public void describe(EventPairs pairs) {
			pairs.add("port", 80);
			pairs.add("method", null);
			pairs.add("authUser", "a\nlvl=error");
		}

	}

	record Point(int x, String name) {

	}

	static final class NoBean {

		@Override
		public String toString() {
			return "no bean";
		}

	}

	static final class Failing {

		@Override
		public String toString() {
			throw new AssertionError("secret");
		}

	}

	static final class FailingGetter {

		@SuppressWarnings("DoNotCallSuggester")
		public String getName() {
			throw new IllegalStateException("secret");
		}

	}

}
