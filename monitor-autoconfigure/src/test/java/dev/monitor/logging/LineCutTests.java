package dev.monitor.logging;

import java.util.Map;
import java.util.Objects;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link LineCut}.
 */
class LineCutTests {

	private static final int MAX = 600;

	@ParameterizedTest
	@EnumSource
	void aLineThatJustFitsIsWhole(LineForm form) {
		byte[] whole = LineTests.line(form, 100_000, (line) -> put(line, "x".repeat(500), "y", "z"));
		assertThat(LineTests.line(form, whole.length, (line) -> put(line, "x".repeat(500), "y", "z"))).isEqualTo(whole);
	}

	@ParameterizedTest
	@EnumSource
	void theStackGoesFirst(LineForm form) {
		Map<String, String> pairs = LineTests.read(form, cut(form, "m".repeat(100), "s".repeat(1000), "u".repeat(200)));
		assertThat(pairs).containsEntry("msg", "m".repeat(100)).containsEntry("user", "u".repeat(200));
		assertThat(pairs.get("stack")).matches("s{200,300}");
		assertThat(reported(pairs)).isEqualTo(1000 - length(pairs, "stack"));
	}

	@ParameterizedTest
	@EnumSource
	void thenTheMessage(LineForm form) {
		Map<String, String> pairs = LineTests.read(form,
				cut(form, "m".repeat(1000), "s".repeat(1000), "u".repeat(200)));
		assertThat(pairs).containsEntry("stack", "").containsEntry("user", "u".repeat(200));
		assertThat(pairs.get("msg")).matches("m{300,400}");
		assertThat(reported(pairs)).isEqualTo(2000 - length(pairs, "msg"));
	}

	@ParameterizedTest
	@EnumSource
	void thenTheLongestText(LineForm form) {
		Map<String, String> pairs = LineTests.read(form, cut(form, "m m", "s s", "u".repeat(100_000)));
		assertThat(pairs).containsEntry("stack", "").containsEntry("k", "v");
		assertThat(pairs.get("user")).matches("u{400,599}");
		assertThat(reported(pairs)).isEqualTo(3 + 100_000 - length(pairs, "user"));
	}

	@ParameterizedTest
	@EnumSource
	void theBeginningOfTheMessageStaysWhateverElseIsTooLong(LineForm form) {
		assertThat(LineTests.read(form, cut(form, "Order 7 refused", "", "u".repeat(100_000))))
			.containsEntry("msg", "Order 7 refused");
		Map<String, String> both = LineTests.read(form, cut(form, "m".repeat(1000), "", "u".repeat(1000)));
		assertThat(both.get("msg")).matches("m{74,80}");
		assertThat(both.get("user")).matches("u{300,500}");
		assertThat(reported(both)).isEqualTo(2000 - length(both, "msg") - length(both, "user"));
	}

	@ParameterizedTest
	@EnumSource
	void characterAndEscapesStayWhole(LineForm form) {
		Random random = new Random(7);
		String alphabet = "\n\"\\\u001b\u2028é漢\ud83d\ude00a ";
		for (int i = 0; i < 2_000; i++) {
			StringBuilder text = new StringBuilder();
			random.ints(400 + random.nextInt(300), 0, alphabet.codePointCount(0, alphabet.length()))
				.forEach((index) -> text.appendCodePoint(alphabet.codePointAt(alphabet.offsetByCodePoints(0, index))));
			byte[] line = LineTests.line(form, MAX, (target) -> put(target, text.toString(), "", ""));
			assertThat(line.length).isLessThanOrEqualTo(MAX + 1).isGreaterThan(MAX - 40);
			assertThat(text.toString()).startsWith(LineTests.read(form, line).get("msg"));
		}
	}

	@Test
	void aCutTextIsNeverTakenForANumber() {
		byte[] line = LineTests.line(LineForm.KV, MAX, (target) -> {
			target.key("k");
			target.text("1".repeat(600) + "x");
		});
		assertThat(LogfmtReader.entries(line)).first().matches(LogfmtReader.Entry::quoted);
	}

	@Test
	void aCutArrayIsAText() {
		byte[] line = LineTests.line(LineForm.JSON, MAX, (target) -> {
			target.key("k");
			JsonText json = new JsonText();
			json.start('[');
			for (int i = 0; i < 200; i++) {
				json.text("x");
			}
			json.end(']');
			target.json(json);
		});
		assertThat(LineTests.read(LineForm.JSON, line).get("k")).startsWith("[\"x\",\"x\"");
	}

	@ParameterizedTest
	@EnumSource
	void manyPairsAreLeftOutAndCounted(LineForm form) {
		byte[] line = LineTests.line(form, 60_000, (target) -> {
			for (int i = 0; i < 5_000; i++) {
				target.key("key" + i);
				target.number(i);
			}
		});
		assertThat(LineTests.read(form, line)).hasSize(Line.MOST_PAIRS + 1)
			.containsKey("key255")
			.containsKey("truncated");
	}

	@ParameterizedTest
	@EnumSource
	void pairsThatCannotBeShortenedAreLeftOutFromTheEnd(LineForm form) {
		byte[] line = LineTests.line(form, MAX, (target) -> {
			for (int i = 0; i < 200; i++) {
				target.key("key" + i);
				target.number(i);
			}
		});
		assertThat(line.length).isLessThanOrEqualTo(MAX + 1);
		assertThat(LineTests.read(form, line)).containsKey("key0").doesNotContainKey("key199").containsKey("truncated");
	}

	private static byte[] cut(LineForm form, String message, String stack, String user) {
		byte[] line = LineTests.line(form, MAX, (target) -> put(target, message, stack, user));
		assertThat(line.length).isLessThanOrEqualTo(MAX + 1);
		return line;
	}

	private static int length(Map<String, String> pairs, String key) {
		return Objects.requireNonNull(pairs.get(key)).length();
	}

	private static long reported(Map<String, ?> pairs) {
		return Long.parseLong(String.valueOf(pairs.get("truncated")));
	}

	private static void put(Line line, String message, String stack, String user) {
		line.ownKey("msg");
		line.text(message);
		line.ownKey("stack");
		line.text(stack);
		line.key("user");
		line.text(user);
		line.key("k");
		line.text("v");
	}

}
