package dev.monitor.logging;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Line}.
 */
class LineTests {

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final String HOSTILE = "\"\\ =\n\r\t\0\u001b\u007f\u0085\u009b\u00a0\u061c\u200e\u2028\u202e\u2066"
			+ "\ufeff\ufffd\ud83d\ude00\ud800\udc00abct=lvl#.é漢";

	@ParameterizedTest
	@CsvSource(textBlock = """
			plain,            plain
			a:b/c?d&e,        a:b/c?d&e
			'',               '""'
			' ',              '" "'
			'a b',            '"a b"'
			=,                '"="'
			a=b,              '"a=b"'
			'"',              '"\\""'
			'a"b',            '"a\\"b"'
			\\,               '"\\\\"'
			C:\\new,          '"C:\\\\new"'
			null,             '"null"'
			True,             '"True"'
			falsehood,        falsehood
			007,              '"007"'
			-0,               '"-0"'
			1e5,              '"1e5"'
			1.50E-7,          '"1.50E-7"'
			1.,               '"1."'
			-.5,              '"-.5"'
			-e1,              '"-e1"'
			1e,               1e
			1e+,              1e+
			1.2.3,            1.2.3
			10ms,             10ms
			-,                -
			2026-11-21,       2026-11-21
			é,                '"é"'
			""")
	void textIsBareOnlyWhereNoReaderCanMistakeIt(String text, String expected) {
		assertThat(kv((line) -> put(line, "k", text))).isEqualTo("k=" + expected + "\n");
	}

	@Test
	void escapesAreThoseThatEveryReaderKnows() {
		assertThat(kv((line) -> put(line, "k", "\n\r\t\0\b\f\u001b\u007f\u0085\u009b\u2028\u202e\ufeff\ufffd\ud800")))
			.isEqualTo("k=\"\\n\\r\\t\\u0000\\u0008\\u000c\\u001b\\u007f\\u0085\\u009b\\u2028\\u202e\\ufeff\\ufffd"
					+ "\\ufffd\"\n");
	}

	@Test
	void supplementaryCharactersAreWrittenAsTheyAre() {
		assertThat(kv((line) -> put(line, "k", "\ud83d\ude00"))).isEqualTo("k=\"\ud83d\ude00\"\n");
	}

	@ParameterizedTest
	@EnumSource
	void everyCharacterComesBack(LineForm form) {
		for (int c = 0; c <= 0xffff; c++) {
			for (String text : new String[] { "" + (char) c, "a" + (char) c + "b" }) {
				String expected = Character.isSurrogate((char) c) ? text.replace((char) c, '\ufffd') : text;
				assertThat(read(form, line(form, 9900, (line) -> put(line, "k", text))))
					.containsExactly(Map.entry("k", expected));
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void hostileTextComesBack(LineForm form) {
		Random random = new Random(20261121);
		for (int i = 0; i < 20_000; i++) {
			String first = hostile(random);
			String second = hostile(random);
			byte[] line = line(form, 65_000, (target) -> {
				put(target, "first", first);
				put(target, "second", second);
			});
			assertThat(read(form, line)).containsExactly(Map.entry("first", wellFormed(first)),
					Map.entry("second", wellFormed(second)));
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "x\nt=2026 lvl=error", "x source=evil measure#a=1", "x\" lvl=error y=\"",
			"x\\\" lvl=error", "a\r\nb", "\u2028lvl=error", "\\", "\\\"" })
	void nothingInAValueBeginsAnotherPairOrLine(String text) {
		byte[] line = line(LineForm.KV, 9900, (target) -> {
			put(target, "a", text);
			put(target, "b", "c");
		});
		assertThat(LogfmtReader.read(line)).containsExactly(Map.entry("a", text), Map.entry("b", "c"));
		assertThat(line).containsOnlyOnce('\n');
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			'',         _
			a b,        a_b
			a=b,        a_b
			'a"b',      a_b
			é,          _
			1a,         1a
			a.b-c_D9,   a.b-c_D9
			measure.x,  measure_x
			count#x,    count_x
			t,          t_2
			source,     source_2
			stack,      stack_2
			truncated,  truncated_2
			""")
	void keysOfAnApplicationAreMadeSafe(String key, String expected) {
		assertThat(kv((line) -> {
			line.ownKey("ns");
			line.text("x");
			put(line, key, "v");
		})).isEqualTo("ns=x " + expected + "=v\n");
	}

	@Test
	void longKeysAreCut() {
		assertThat(kv((line) -> put(line, "k".repeat(200), "v"))).isEqualTo("k".repeat(128) + "=v\n");
	}

	@ParameterizedTest
	@EnumSource
	void equalDuplicatesAreWrittenOnceAndOthersUnderAnotherKey(LineForm form) {
		byte[] line = line(form, 9900, (target) -> {
			for (String value : new String[] { "a", "a", "b", "b", "c d", "a" }) {
				put(target, "k", value);
			}
			put(target, "k_2", "x");
		});
		assertThat(read(form, line)).containsExactly(Map.entry("k", "a"), Map.entry("k_2", "b"),
				Map.entry("k_3", "c d"), Map.entry("k_2_2", "x"));
	}

	@Test
	void numbersArePlainDecimals() {
		assertThat(kv((line) -> {
			for (double number : new double[] { 0, -0.0, 1.5, 1.2E7, 1.0E-5, 1e-30, 0.1234567, -2.5, 1e20 }) {
				line.key("d");
				line.number(number);
			}
		})).isEqualTo("d=0 d_2=1.5 d_3=12000000 d_4=0.00001 d_5=0.123457 d_6=-2.5 d_7=100000000000000000000\n");
	}

	@Test
	void otherNumbersArePlainToo() {
		assertThat(kv((line) -> {
			line.key("l");
			line.number(Long.MIN_VALUE);
			line.key("f");
			line.number(0.1f);
			line.key("b");
			line.number(new BigDecimal("1E-30"));
			line.key("c");
			line.number(new BigDecimal("12.50"));
			line.key("d");
			line.number(new BigDecimal("1E-1000000000"));
			line.key("e");
			line.number(new BigDecimal("1E+1000000000"));
		})).isEqualTo("l=-9223372036854775808 f=0.1 b=0 c=12.5 d=0 e=\"1E+1000000000\"\n");
	}

	@Test
	void whatIsNoNumberIsATextInJson() {
		Consumer<Line> pairs = (line) -> {
			line.key("a");
			line.number(Double.NaN);
			line.key("b");
			line.number(Float.NEGATIVE_INFINITY);
			line.key("c");
			line.bool(true);
		};
		assertThat(kv(pairs)).isEqualTo("a=NaN b=-Infinity c=true\n");
		assertThat(json(pairs)).isEqualTo("{\"a\":\"NaN\",\"b\":\"-Infinity\",\"c\":true}\n");
	}

	@ParameterizedTest
	@EnumSource
	void anArrayAndItsTextAreDifferentValues(LineForm form) {
		byte[] line = line(form, 9900, (target) -> {
			for (int i = 0; i < 2; i++) {
				target.key("k");
				JsonText json = new JsonText();
				json.start('[');
				json.text("a");
				json.end(']');
				target.json(json);
				put(target, "k", "[\"a\"]");
			}
		});
		assertThat(read(form, line))
			.hasToString("{k=[\"a\"], k_2=[\"a\"]}".replace("[\"a\"],", (form == LineForm.JSON) ? "[a]," : "[\"a\"],"));
	}

	@ParameterizedTest
	@CsvSource(textBlock = """
			count#a=1,          count\\u0023a=1
			x sample#a=1,       x sample\\u0023a=1
			a=measure#b,        a=measure\\u0023b
			measure.a.b,        measure\\u002ea.b
			'"count#a',         '\\"count\\u0023a'
			count#a count#b,    count\\u0023a count\\u0023b
			discount#a,         discount#a
			#5 C# a.measure.b,  #5 C# a.measure.b
			""")
	void noTextInJsonIsTheNameOfANumber(String text, String expected) {
		assertThat(json((line) -> put(line, "k", text))).isEqualTo("{\"k\":\"" + expected + "\"}\n");
		assertThat(read(LineForm.JSON, line(LineForm.JSON, 9900, (line) -> put(line, "k", text))))
			.containsExactly(Map.entry("k", text));
	}

	@Test
	void noTextInAnArrayOfJsonIsTheNameOfANumber() {
		JsonText array = new JsonText();
		array.start('[');
		array.text("count#a");
		array.end(']');
		assertThat(json((line) -> {
			line.key("k");
			line.json(array);
		})).isEqualTo("{\"k\":[\"count\\u0023a\"]}\n");
	}

	@Test
	void arraysAreJsonInBothForms() {
		Consumer<Line> pairs = (line) -> {
			line.key("a");
			JsonText json = new JsonText();
			json.start('[');
			json.number(1);
			json.text("x\u2028");
			json.end(']');
			line.json(json);
		};
		assertThat(kv(pairs)).isEqualTo("a=\"[1,\\\"x\\u2028\\\"]\"\n");
		assertThat(json(pairs)).isEqualTo("{\"a\":[1,\"x\\u2028\"]}\n");
	}

	@Test
	void aLineThatWasBegunAndLeftIsForgotten() {
		Line line = new Line(LineForm.KV, 9900);
		line.begin();
		line.key("left");
		line.begin();
		put(line, "k", "v");
		line.finish();
		assertThat(new String(bytes(line), StandardCharsets.UTF_8)).isEqualTo("k=v\n");
	}

	private static void put(Line line, String key, String value) {
		line.key(key);
		line.text(value);
	}

	private static String kv(Consumer<Line> pairs) {
		return new String(line(LineForm.KV, 9900, pairs), StandardCharsets.UTF_8);
	}

	private static String json(Consumer<Line> pairs) {
		return new String(line(LineForm.JSON, 9900, pairs), StandardCharsets.UTF_8);
	}

	static byte[] line(LineForm form, int maxBytes, Consumer<Line> pairs) {
		Line line = new Line(form, maxBytes);
		line.begin();
		pairs.accept(line);
		line.finish();
		return bytes(line);
	}

	private static byte[] bytes(Line line) {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		try {
			line.writeTo(out);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		out.write('\n');
		return out.toByteArray();
	}

	@SuppressWarnings("unchecked")
	static Map<String, String> read(LineForm form, byte[] line) {
		return (form == LineForm.KV) ? LogfmtReader.read(line) : JSON.readValue(line, Map.class);
	}

	private static String hostile(Random random) {
		StringBuilder text = new StringBuilder();
		for (int i = random.nextInt(12); i > 0; i--) {
			text.append(HOSTILE.charAt(random.nextInt(HOSTILE.length())));
		}
		return text.toString();
	}

	private static String wellFormed(String text) {
		return text.codePoints()
			.map((c) -> (c >= 0xd800 && c <= 0xdfff) ? 0xfffd : c)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

}
