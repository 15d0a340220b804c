package dev.monitor.logging.logback;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.logging.LoggingPage;
import net.logstash.logback.argument.StructuredArguments;
import net.logstash.logback.marker.Markers;
import org.junit.jupiter.api.Test;
import org.slf4j.MarkerFactory;
import org.slf4j.event.KeyValuePair;

import org.springframework.boot.logging.StackTracePrinter;
import org.springframework.mock.env.MockEnvironment;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link EventFormatter}.
 */
class EventFormatterTests {

	private final WrittenEvents written = new WrittenEvents();

	@Test
	void aMessageHasTheKeysOfEveryEventFirst() {
		assertThat(this.written.line("kv", this.written.event("Started in {} s", 1.5)))
			.isEqualTo("t=2026-11-21T09:30:00.120Z ns=orders lvl=info ev=message msg=\"Started in 1.5 s\""
					+ " logger=a.b.C thread=main\n");
		assertThat(this.written.line("json", this.written.event("Started in {} s", 1.5)))
			.isEqualTo("{\"t\":\"2026-11-21T09:30:00.120Z\",\"ns\":\"orders\",\"lvl\":\"info\",\"ev\":\"message\","
					+ "\"msg\":\"Started in 1.5 s\",\"logger\":\"a.b.C\",\"thread\":\"main\"}\n");
	}

	@Test
	void theReferenceShowsMessagesAsTheyAre() {
		LoggingEvent plain = this.written.event("Started in {} s", 1.5);
		LoggingEvent rich = this.written.event(
				Map.of("traceId", "0af7651916cd43dd8448eb211c80319c", "spanId", "b7ad6b7169203331", "tenant", "t 1"),
				"Order {} refused", 7);
		rich.addKeyValuePair(new KeyValuePair("order", 7));
		rich.addKeyValuePair(new KeyValuePair("sku", "0012"));
		Exception failure = new IllegalStateException("no \"stock\"");
		failure.setStackTrace(new StackTraceElement[] { new StackTraceElement("a.b.Stock", "take", "Stock.java", 12) });
		rich.setThrowableProxy(new ThrowableProxy(failure));
		for (String form : List.of("kv", "json")) {
			LoggingPage.assertShows(List.of(this.written.line(form, plain), this.written.line(form, rich)));
		}
	}

	@Test
	void levelsAreLowerCaseAndTraceIsDebug() {
		Map<Level, String> levels = Map.of(Level.ERROR, "error", Level.WARN, "warn", Level.INFO, "info", Level.DEBUG,
				"debug", Level.TRACE, "debug");
		levels.forEach((level, expected) -> {
			LoggingEvent event = new LoggingEvent("fqcn", this.written.context.getLogger("a.b.C"), level, "x", null,
					null);
			event.setMDCPropertyMap(Map.of());
			assertThat(this.written.decode(event)).containsEntry("lvl", expected);
		});
	}

	@Test
	void settingsReachTheLine() {
		this.written.environment.withProperty("monitor.logging.namespace", "shop")
			.withProperty("monitor.logging.zone", "Europe/Berlin")
			.withProperty("monitor.logging.fields.stage", "prod");
		assertThat(this.written.decode(this.written.event("x"))).containsEntry("ns", "shop")
			.containsEntry("t", "2026-11-21T10:30:00.120+01:00")
			.containsEntry("stage", "prod");
	}

	@Test
	void withoutAnyNameTheNamespaceIsApplication() {
		assertThat(new String(new EventFormatter(new MockEnvironment(), null).formatAsBytes(this.written.event("x"),
				StandardCharsets.UTF_8), StandardCharsets.UTF_8))
			.contains(" ns=application ");
	}

	@Test
	void aMessageThatIsMissingIsEmpty() {
		assertThat(this.written.decode(this.written.event(null))).containsEntry("msg", "");
	}

	@Test
	void keyValuesKeepTheirTypes() {
		LoggingEvent event = this.written.event("x");
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
		assertThat(this.written.decode(event)).containsEntry("text", "a b")
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
		assertThat(this.written.line("kv", event)).contains(" int=42 ")
			.contains(" digits=\"0012\" ")
			.contains(" bool=true ");
		assertThat(this.written.line("json", event)).contains("\"int\":42,")
			.contains("\"digits\":\"0012\",")
			.contains(":true,");
	}

	@Test
	void fractionsInsideStructuresAreNoOtherNumbersThanOutside() {
		LoggingEvent event = this.written.event("x");
		event.addKeyValuePair(new KeyValuePair("list", List.of(1.2E7, 1e-9, -0.0, 0.1234565, 1.5f, Double.NaN,
				new BigDecimal("1E+3"), new BigDecimal("2.50"), new BigDecimal("1E+999999999"))));
		event.addKeyValuePair(new KeyValuePair("bean", new Amount(1e-5, new BigDecimal("1E+2"))));
		assertThat(this.written.decode(event))
			.containsEntry("list", "[12000000,0,0,0.123456,1.5,\"NaN\",1000,2.5,\"1E+999999999\"]")
			.containsEntry("bean", "{\"rate\":0.00001,\"sum\":100}");
	}

	@Test
	void aLineIsAsLongAsConfigured() {
		this.written.environment.withProperty("monitor.logging.max-line-bytes", "600");
		for (String form : List.of("kv", "json")) {
			byte[] line = this.written.line(form, this.written.event("m".repeat(2000)))
				.getBytes(StandardCharsets.UTF_8);
			assertThat(line).hasSizeBetween(550, 600);
		}
	}

	@Test
	void structuredArgumentsAndMarkersAndContextAreWritten() {
		LoggingEvent event = this.written.event(Map.of("traceId", "0af7", "spanId", "b7ad", "tenant", "t 1"), "{} {}",
				StructuredArguments.kv("order", 7), StructuredArguments.raw("raw", "{\"a\":1}"));
		event.addMarker(Markers.append("marked", List.of(1, "b")).and(Markers.appendEntries(Map.of("m", 1))));
		event.addMarker(MarkerFactory.getMarker("PLAIN"));
		assertThat(this.written.decode(event)).containsEntry("msg", "order=7 raw={\"a\":1}")
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
	void propertiesOfAnObjectBecomePairs() {
		record Item(String sku, int count) {
		}
		record Order(int order, Item item, List<Integer> sizes) {
		}
		Order order = new Order(7, new Item("a b", 2), List.of(1, 2));
		assertThat(this.written.decode(this.written.event("{}", StructuredArguments.fields(order))))
			.containsEntry("order", "7")
			.containsEntry("item.sku", "a b")
			.containsEntry("item.count", "2")
			.containsEntry("sizes", "[1,2]");
		LoggingEvent marked = this.written.event("x");
		marked.addMarker(Markers.appendFields(new Item("c", 3)).and(Markers.append("after", 1)));
		assertThat(this.written.decode(marked)).containsEntry("sku", "c")
			.containsEntry("count", "3")
			.containsEntry("after", "1");
	}

	@Test
	void reservedKeysAreNeverOverwritten() {
		LoggingEvent event = this.written.event(Map.of("ev", "http", "lvl", "error"), "x");
		for (String key : List.of("t", "ns", "lvl", "ev", "msg", "source", "err", "stack", "traceId", "logger")) {
			event.addKeyValuePair(new KeyValuePair(key, "forged"));
		}
		assertThat(this.written.decode(event)).containsEntry("lvl", "info")
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
		LoggingEvent event = this.written.event("x");
		IllegalStateException failure = new IllegalStateException("out\nside", new RuntimeException("inside"));
		event.setThrowableProxy(new ThrowableProxy(failure));
		Map<String, String> pairs = this.written.decode(event);
		assertThat(pairs).containsEntry("err", "java.lang.IllegalStateException").containsEntry("errMsg", "out\nside");
		assertThat(pairs.get("stack")).startsWith("java.lang.IllegalStateException: out\nside\n\tat dev.monitor.")
			.contains("Caused by: java.lang.RuntimeException: inside");
	}

	@Test
	void aStackTracePrinterIsUsedIfThereIsOne() {
		LoggingEvent event = this.written.event("x");
		event.setThrowableProxy(new ThrowableProxy(new RuntimeException("boom")));
		StackTracePrinter printer = (failure, out) -> out.append("printed ").append(failure.getMessage());
		assertThat(new EventFormatter(this.written.environment, printer).format(event))
			.endsWith(" stack=\"printed boom\"\n");
	}

	@Test
	void mapsAreFlattenedFourDeep() {
		Map<String, Object> map = new TreeMap<>();
		map.put("a", 1);
		map.put("none", null);
		map.put("b", Map.of("c", Map.of("d", Map.of("e", Map.of("f", 1)))));
		map.put("empty", Map.of());
		map.put("list", Arrays.asList(1, null, Map.of("x", "y\"z")));
		LoggingEvent event = this.written.event("x");
		event.addKeyValuePair(new KeyValuePair("k", map));
		assertThat(this.written.decode(event)).containsEntry("k.a", "1")
			.containsEntry("k.b.c.d.e", "{\"f\":1}")
			.containsEntry("k.empty", "{}")
			.containsEntry("k.list", "[1,null,{\"x\":\"y\\\"z\"}]")
			.doesNotContainKey("k.none");
	}

	@Test
	void beansAreJson() {
		LoggingEvent event = this.written.event("x");
		event.addKeyValuePair(new KeyValuePair("bean", new Point(1, "two")));
		event.addKeyValuePair(new KeyValuePair("object", new NoBean()));
		assertThat(this.written.decode(event)).containsEntry("bean", "{\"x\":1,\"name\":\"two\"}")
			.containsEntry("object", "no bean");
	}

	@Test
	void eventsOfAKindOfTheirOwnHaveTheirPairsOnly() {
		LoggingEvent event = this.written.event(Map.of("tenant", "x"), "GET / 200");
		event.addMarker(new Http());
		event.addKeyValuePair(new KeyValuePair("port", "forged"));
		this.written.environment.withProperty("monitor.logging.fields.stage", "prod");
		assertThat(this.written.line("kv", event)).isEqualTo("t=2026-11-21T09:30:00.120Z ns=orders lvl=info ev=http"
				+ " msg=\"GET / 200\" port=80 authUser=\"a\\nlvl=error\" stage=prod\n");
	}

	@Test
	void aConstantPairNeverTakesTheKeyOfAnEventOfAnyKind() {
		LoggingEvent event = this.written.event("done");
		event.addMarker(new Job());
		this.written.environment.withProperty("monitor.logging.fields.run", "mine");
		assertThat(this.written.decode(event)).containsEntry("ev", "job")
			.containsEntry("ev_2", "http")
			.containsEntry("run", "7")
			.containsEntry("run_2", "mine");
	}

	@Test
	void linesAreUtf8WhateverTheConsoleIs() {
		assertThat(this.written.formatter("kv")
			.formatAsBytes(this.written.event("\ud83d\ude00"), StandardCharsets.ISO_8859_1))
			.containsSubsequence("\ud83d\ude00".getBytes(StandardCharsets.UTF_8));
	}

	private static final class Http extends EventMarker {

		Http() {
			super(EventKind.of("http"));
		}

		@Override
		public void describe(EventPairs pairs) {
			pairs.add("port", 80);
			pairs.add("method", null);
			pairs.add("authUser", "a\nlvl=error");
		}

	}

	private static final class Job extends EventMarker {

		Job() {
			super(EventKind.of("job"));
		}

		@Override
		public void describe(EventPairs pairs) {
			pairs.add("ev", "http");
			pairs.add("run", 7);
		}

	}

	record Point(int x, String name) {

	}

	record Amount(double rate, BigDecimal sum) {

	}

	static final class NoBean {

		@Override
		public String toString() {
			return "no bean";
		}

	}

}
