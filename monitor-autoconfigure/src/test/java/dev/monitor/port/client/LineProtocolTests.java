package dev.monitor.port.client;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link LineProtocol}.
 */
class LineProtocolTests {

	private static final Instant TIME = Instant.parse("2026-11-28T01:02:03.000000004Z");

	private static final String[] CHARACTERS = { ",", "=", " ", "\\", "\"", "'", "#", "a", "i", "1", ".", "\u00fc",
			"\u4e2d", "\ud83d\ude00", "\u00a0", "\u2028" };

	@Test
	void aLineHasSortedTagsAndFieldsAndNanoseconds() {
		assertThat(LineProtocol.line("shop", "10.0.0.1:8160",
				new TreeMap<>(Map.of("memory.rss", 312422400L, "cache.size", -1L, "cache.ratio", 0.5, "instance.uptime",
						39L)),
				TIME))
			.isEqualTo("deployments,deployment=shop,process=10.0.0.1:8160 cache.ratio=0.5,cache.size=-1i,"
					+ "instance.uptime=39i,memory.rss=312422400i 1795827723000000004");
	}

	@ParameterizedTest
	@CsvSource({ "1E-5, 1.0E-5", "39.0, 39.0", "-0.0, -0.0", "1e21, 1.0E21", "-1.0, -1.0" })
	void otherNumbersAreFloats(double number, String written) {
		assertThat(LineProtocol.line("d", "p", new TreeMap<>(Map.of("a.b", number)), TIME))
			.contains(" a.b=" + written + " ");
	}

	@Test
	void whateverTheNamesAreTheyAreReadBack() {
		Random random = new Random(6);
		for (int i = 0; i < 20_000; i++) {
			String deployment = name(random);
			String process = name(random);
			SortedMap<String, Number> fields = new TreeMap<>();
			for (int count = random.nextInt(3); count >= 0; count--) {
				fields.put(name(random), random.nextBoolean() ? random.nextLong() : (Number) random.nextGaussian());
			}
			List<List<String>> read = read(LineProtocol.line(deployment, process, fields, TIME));
			List<String> written = new ArrayList<>(
					List.of("deployments", "deployment", deployment, "process", process));
			List<String> numbers = new ArrayList<>();
			fields.forEach((name, value) -> {
				numbers.add(name);
				numbers.add((value instanceof Long) ? value + "i" : value.toString());
			});
			assertThat(read).containsExactly(written, numbers, List.of("1795827723000000004"));
		}
	}

	@ParameterizedTest
	@CsvSource({ "'', is empty", "a\\, ends in a backslash", "\\, ends in a backslash" })
	void whatCannotBeWrittenIsRefused(String name, String reason) {
		assertThatIllegalArgumentException().isThrownBy(() -> LineProtocol.escape(name)).withMessage(reason);
	}

	@Test
	void controlCharactersAreRefused() {
		for (String name : List.of("a\nb", "\n", "a\r", "\ta", "a\0b", "\u0085", "\u001b")) {
			assertThatIllegalArgumentException().isThrownBy(() -> LineProtocol.escape(name))
				.withMessageStartingWith("has a line break");
		}
	}

	private static String name(Random random) {
		StringBuilder name = new StringBuilder();
		for (int count = random.nextInt(6); count >= 0; count--) {
			name.append(CHARACTERS[random.nextInt(CHARACTERS.length)]);
		}
		return name.append(name.toString().endsWith("\\") ? "x" : "").toString();
	}

	/**
	 * Reads as InfluxDB does: a backslash means something before a comma, an equals sign
	 * and a blank, and stands for itself anywhere else.
	 */
	private static List<List<String>> read(String line) {
		List<List<String>> parts = new ArrayList<>(List.of(new ArrayList<>()));
		StringBuilder current = new StringBuilder();
		for (int at = 0; at <= line.length(); at++) {
			char next = (at < line.length()) ? line.charAt(at) : ' ';
			if (next == '\\' && ",= ".indexOf(line.charAt(at + 1)) >= 0) {
				at++;
				current.append(line.charAt(at));
			}
			else if (",= ".indexOf(next) >= 0) {
				parts.get(parts.size() - 1).add(current.toString());
				current.setLength(0);
				if (next == ' ' && at < line.length()) {
					parts.add(new ArrayList<>());
				}
			}
			else {
				current.append(next);
			}
		}
		return parts;
	}

}
