package dev.monitor.logging.reader;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;

/**
 * The events that every reader has to read back: what has broken parsers, and everything
 * that could.
 */
final class Corpus {

	/**
	 * What an attacker or an accident puts into a value.
	 */
	static final List<String> GOLDEN = List.of("", " ", "=", "\"", "\\", "\\\"", "a\\", "\\\\n", "null", "Null", "true",
			"False", "007", "-0", "+1", "1e5", "1E-7", "0x1f", "1.", ".5", "1_000", "NaN", "Infinity", "-Infinity",
			"inf", "nan", "-", "+", "[1]", "{}", "[]", "{\"a\":1}", "a,b;c", "'", "''", "`", "C:\\new\\table", "a b",
			" a", "a ", "a=b", "x\nt=2026-11-21T09:30:00.000Z lvl=error", "x\r\nlvl=error", "x source=evil measure#a=1",
			"x\" lvl=error y=\"", "x\\\" lvl=error", "\u001b[31mred", "a\u009b31m", "a\u0085b", "a\u2028b\u2029c",
			"a\u202egnp.exe", "\u2066a\u2069", "\ufeffa", "\ufffd", "a\0b", "\u007f", "\b\f\u000b",
			"/orders?a=b&c=\"d\"#e", "http://a/?q=%22%0a", "measure#db=4ms", "\ud83d\ude00", "\ud83d", "\ude00\ud83d",
			"é", "漢字", "e\u0301", "\u00a0", "\u3000", "%s {} ${jndi:ldap://a}", "<script>", "__proto__");

	/**
	 * Keys that are not as they should be.
	 */
	static final List<String> KEYS = List.of("", "a b", "a=b", "a\"b", "a\nb", "t", "ns", "lvl", "ev", "msg", "source",
			"measure.x", "count#x", "sample#y", "é", "1a", "stack", "err", "truncated", "logger", "_2", "a.b-c",
			"k".repeat(200), "\ud83d\ude00", "a\\b", "__proto__x");

	private static final String HOSTILE = "\"\"\\\\ ==\n\r\t\0\u0001\u000b\u001b\u007f\u0085\u009b\u00a0\u061c\u200e"
			+ "\u2028\u202e\u2066\ufeff\ufffd\ud83d\ude00\ud800\udc00abcnrtu0019=lvl#.é漢{}[]:,'/\b\f";

	private static final int CHUNK = 100;

	private Corpus() {
	}

	/**
	 * Return the whole corpus but for the random part.
	 * @return the events
	 */
	static List<CorpusEvent> events() {
		List<CorpusEvent> events = new ArrayList<>();
		addCharacters(events);
		addGolden(events);
		addKeys(events);
		addValues(events);
		addFailures(events);
		addLookAlikes(events);
		return events;
	}

	/**
	 * Texts that some reader may take for a number.
	 */
	private static void addLookAlikes(List<CorpusEvent> events) {
		List<String> texts = new ArrayList<>(List.of(""));
		for (int i = 0; texts.get(i).length() < 4; i++) {
			for (String next : List.of("1", "+", "-", ".", "e", "x")) {
				texts.add(texts.get(i) + next);
			}
		}
		for (int first = 1; first < texts.size(); first += CHUNK) {
			CorpusEvent event = new CorpusEvent("look-alikes");
			for (int i = first; i < Math.min(first + CHUNK, texts.size()); i++) {
				event.with("k" + i, texts.get(i));
			}
			events.add(event);
		}
	}

	/**
	 * Each UTF-16 unit alone and between others, and some characters of two units.
	 */
	private static void addCharacters(List<CorpusEvent> events) {
		for (int first = 0; first < 0x10000; first += CHUNK) {
			CorpusEvent event = new CorpusEvent("units");
			for (int c = first; c < Math.min(first + CHUNK, 0x10000); c++) {
				event.with(String.format("u%04x", c), String.valueOf((char) c))
					.with(String.format("v%04x", c), "a" + (char) c + "b");
			}
			events.add(event);
		}
		CorpusEvent event = new CorpusEvent("supplementary");
		for (int i = 0; i < 200; i++) {
			int c = (i < 100) ? 0x1f600 + i : 0x10000 + i * 0x11d5;
			event.with(String.format("s%x", c), Character.toString(c) + (char) (0xd800 + i));
		}
		events.add(event);
	}

	private static void addGolden(List<CorpusEvent> events) {
		for (String text : GOLDEN) {
			events.add(new CorpusEvent(text).with("value", text).with("after", text + "x").in("context", text));
			events.add(new CorpusEvent("ids").in("traceId", text).in("spanId", "b7ad"));
			events.add(new CorpusEvent("failed").failed(new IllegalStateException(text, new Error(text))));
		}
	}

	private static void addKeys(List<CorpusEvent> events) {
		for (String key : KEYS) {
			events.add(new CorpusEvent("key").with(key, "v"));
			events.add(new CorpusEvent("key").in(key, "v w"));
			events.add(new CorpusEvent("both").with(key, 1).with(key, "1").with(key, "1").in(key, "x"));
			events.add(new CorpusEvent("inside").with("map", Map.of(key, "v")));
		}
		events.add(new CorpusEvent("duplicates").with("k", "a")
			.with("k", "a")
			.with("k", "b")
			.with("k_2", "c")
			.with("k", "b")
			.in("k", "a"));
		events.add(new CorpusEvent("types").with("k", 1).with("k", "1").with("k", true).with("k", "true").in("k", "1"));
		events.add(new CorpusEvent("array and its text").with("k", List.of("a"), "[\"a\"]").with("k", "[\"a\"]"));
	}

	private static void addValues(List<CorpusEvent> events) {
		CorpusEvent numbers = new CorpusEvent("numbers");
		for (Number number : new Number[] { 0, -1, Long.MAX_VALUE, Long.MIN_VALUE, (short) 7, (byte) -8, 0.0, -0.0, 0.1,
				1.5f, 1.2E7, 1.0E-5, 1e-30, 0.1234565, 1e20, Double.MIN_VALUE, Float.MAX_VALUE, Double.NaN,
				Double.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY, new BigDecimal("1E-30"), new BigDecimal("12.500"),
				new BigDecimal("-1E+5"), new BigInteger("123456789012345678901234567890") }) {
			numbers.with("n", number);
		}
		events.add(numbers);
		Map<String, Object> self = new HashMap<>();
		self.put("self", self);
		events.add(new CorpusEvent("values").with("bool", true)
			.with("none", null)
			.with("char", '"')
			.with("map", new TreeMap<>(Map.of("a", 1, "b", Map.of("c d", "e\nf"))))
			.with("list", List.of("a\nb", 1, "\u2028\""), "[\"a\\nb\",1,\"\u2028\\\"\"]")
			.with("fractions", List.of(1.2E7, 1e-9, -0.0, 1.5f), "[12000000,0,0,1.5]")
			.with("bean", new Point(1, "a=\"b\""), "{\"x\":1,\"name\":\"a=\\\"b\\\"\"}")
			.with("bad", new Bad(), "!ERR java.lang.IllegalStateException")
			.with("self", self)
			.with("after", "fine"));
	}

	private static void addFailures(List<CorpusEvent> events) {
		RuntimeException nested = new RuntimeException("1\n2=\"3\"", new IllegalStateException("cause"));
		nested.addSuppressed(new Error("suppressed\r\n"));
		events.add(new CorpusEvent("nested").failed(nested));
		events.add(new CorpusEvent("no message").failed(new RuntimeException()));
	}

	/**
	 * Return events that do not fit into a line.
	 * @return the events
	 */
	static List<CorpusEvent> tooLong() {
		RuntimeException deep = new RuntimeException("deep", new Error("a\nb"));
		StackTraceElement frame = new StackTraceElement("a.b.\u6f22C", "callAnother", "C.java", 7);
		deep.setStackTrace(Collections.nCopies(300, frame).toArray(StackTraceElement[]::new));
		return List.of(new CorpusEvent("m\n".repeat(35_000)),
				new CorpusEvent("\ud83d\ude00".repeat(20_000)).with("k", "v"), new CorpusEvent("deep").failed(deep),
				new CorpusEvent("value").with("k", "a\u2028 ".repeat(5_000)));
	}

	/**
	 * Return events with random text from a hostile alphabet, ten to an event.
	 * @param seed the seed
	 * @param texts how many texts
	 * @return the events
	 */
	static List<CorpusEvent> random(long seed, int texts) {
		Random random = new Random(seed);
		List<CorpusEvent> events = new ArrayList<>();
		for (int i = 0; i < texts; i += 10) {
			CorpusEvent event = new CorpusEvent(hostile(random));
			for (int k = 1; k < 9; k++) {
				event.with("k" + k, hostile(random));
			}
			events.add(event.in("k9", hostile(random)));
		}
		return events;
	}

	static String hostile(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(16); i > 0; i--) {
			text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
		}
		return text.toString();
	}

	record Point(int x, String name) {

	}

	/**
	 * Cannot be told as a text.
	 */
	static final class Bad {

		@SuppressWarnings("DoNotCallSuggester")
		public String getName() {
			throw new IllegalStateException("secret");
		}

	}

}
