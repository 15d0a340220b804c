package dev.monitor.port.client;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JsonReader}.
 */
class JsonReaderTests {

	@Test
	void readsEveryKindOfValue() {
		assertThat(JsonReader.read(" {\"a\" : {\"b\":[1, -2.5,true,false,null,\"x\"]},\r\n\t\"c\":{}, \"d\":[]} "))
			.isEqualTo(Map.of("a", Map.of("b", Arrays.asList(1L, -2.5, true, false, null, "x")), "c", Map.of(), "d",
					List.of()));
	}

	@Test
	void aNumberWithoutFractionAndExponentIsWhole() {
		assertThat(JsonReader
			.read("[0,-0,-1,9223372036854775807,-9223372036854775808,0.0,-0.0,1e5,1E-5,1.5e+3,39.0,4.9E-324]"))
			.isEqualTo(List.of(0L, 0L, -1L, Long.MAX_VALUE, Long.MIN_VALUE, 0.0, -0.0, 1e5, 1E-5, 1.5e3, 39.0,
					Double.MIN_VALUE));
	}

	@Test
	void stringsAreUnescaped() {
		assertThat(JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fC\\ud83d\\ude00 \u00fc\u007f\""))
			.isEqualTo("\"\\/\b\f\n\r\t\u00fc\ud83d\ude00 \u00fc\u007f");
	}

	@Test
	void theOrderOfMembersIsKept() {
		assertThat((Map<?, ?>) JsonReader.read("{\"z\":1,\"a\":2,\"\":3}"))
			.satisfies((members) -> assertThat(members.keySet().stream().map(String::valueOf).toList())
				.containsExactly("z", "a", ""));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "{", "}", "[", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{,}", "[1,]", "[1 2]",
			"{a:1}", "{'a':1}", "{\"a\":1}{", "1 1", "NaN", "Infinity", "-Infinity", "[NaN]", "nul", "TRUE", "+1", "01",
			"-01", ".5", "1.", "1e", "1e+", "-", "0x1", "1_0", "9223372036854775808", "1e400", "-1e400", "\"", "\"a",
			"\"\\\"", "\"\\x\"", "\"\\u12\"", "\"\\u12g4\"", "\"a\nb\"", "\"\0\"", "{\"a\":1,\"a\":2}", "/**/1",
			"\u00a01", "\ufeff1", "[1}", "{\"a\":1]", "OK", "Error: x" })
	void anythingElseIsRefused(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read(text))
			.withMessageMatching("No JSON at character [0-9]+");
	}

	@Test
	void sixteenLevelsAreTheMost() {
		assertThat(JsonReader.read("[".repeat(16) + "]".repeat(16))).isInstanceOf(List.class);
		for (String deep : List.of("[", "{\"a\":", "[{\"a\":")) {
			assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read(deep.repeat(500_000)));
		}
	}

	@Test
	void longStringsAndNumbersCostNoStack() {
		assertThat(JsonReader.read("\"" + "\\n".repeat(500_000) + "\"")).isEqualTo("\n".repeat(500_000));
		assertThatIllegalArgumentException().isThrownBy(() -> JsonReader.read("1".repeat(1_000_000)));
		assertThat(JsonReader.read("0." + "1".repeat(100_000))).isEqualTo(1 / 9.0);
	}

	/**
	 * What both read is the same, and what this one reads another one does as well.
	 */
	@Test
	void agreesWithAnotherReaderOnDamagedTexts() {
		JsonMapper other = new JsonMapper();
		String sound = "{\"a\":{\"b\":-1.5e3,\"c\":[1,\"x\\n\",null]},\"d\":true}";
		Random random = new Random(13);
		int read = 0;
		for (int i = 0; i < 20_000; i++) {
			StringBuilder text = new StringBuilder(sound);
			for (int changes = random.nextInt(3); changes >= 0; changes--) {
				text.setCharAt(random.nextInt(text.length()), sound.charAt(random.nextInt(sound.length())));
			}
			try {
				Object value = JsonReader.read(text.toString());
				assertThat(Collections.singletonMap("v", other.readValue(text.toString(), Object.class)).toString())
					.as(text.toString())
					.isEqualTo(Collections.singletonMap("v", value).toString());
				read++;
			}
			catch (IllegalArgumentException ex) {
				// As most are. What the other one reads in spite of it is its own affair.
			}
		}
		assertThat(read).isPositive();
	}

}
