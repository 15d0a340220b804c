package dev.monitor.job;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MaskedArguments}, {@link JobKeys} and {@link JobDetail}.
 */
class MaskedArgumentsTests {

	@Test
	void valuesOfSecretNamesAreMasked() {
		Map<String, Object> arguments = new LinkedHashMap<>();
		arguments.put("order", 17);
		arguments.put("apiToken", "s3cret");
		assertThat(MaskedArguments.of(arguments)).isEqualTo("order=17\napiToken=...");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', quoteCharacter = '\'', value = {
			"{\"id\":1,\"password\":\"a\\\"b\",\"x\":2} | {\"id\":1,\"password\":...,\"x\":2}",
			"{\"token\" : 123} | {\"token\" : ...}", "{\"secret\":[\"a\"],\"b\":1} | {\"secret\":...,\"b\":1}",
			"{\"order\":{\"password\":{\"a\":1}}} | {\"order\":{\"password\":...}}",
			"{\"password\":\"never closed | {\"password\":...", "{\"a\":\"token=b\"} | {\"a\":\"token=...}",
			"Order[id=1, password=a b] | Order[id=1, password=...]", "Login{token=x} | Login{token=...}",
			"plain words | plain words",
			"{\"secret\":{\"a\":{\"b\":1},\"c\":\"x\"},\"id\":1} | {\"secret\":...,\"id\":1}",
			"{\"secret\":[{\"a\":[1]},\"]\",\"x\"],\"id\":1} | {\"secret\":...,\"id\":1}",
			"{\"secret\":{\"a\":\"}\",\"b\":\"x\"},\"id\":1} | {\"secret\":...,\"id\":1}",
			"{\"body\":\"{\\\"password\\\":\\\"a,b\\\",\\\"id\\\":1}\"} | {\"body\":\"{\\\"password\\\":...,\\\"id\\\":1}\"}",
			"Login[credentials=Pair[user=a, word=b], id=1] | Login[credentials=..., id=1]",
			"Login[password=a,b, id=1] | Login[password=..., id=1]",
			"Login{password='a, b', id=1} | Login{password=..., id=1}",
			"{token={a=1, b=[2, 3]}, id=1} | {token=..., id=1}",
			"[Password[value=a b], Order[id=1]] | [Password..., Order[id=1]]",
			"Authorization: Bearer abc | Authorization: ...", "user[password]=abc | user[password]=...",
			"credentials[0]=abc | credentials...", "https://a:b@host/x | https://...@host/x" })
	void textsLoseTheirSecretsToo(String text, String masked) {
		assertThat(MaskedArguments.ofText(text)).isEqualTo(masked);
	}

	@Test
	void secretsOfManyLinesAreMaskedToTheirEnd() {
		assertThat(MaskedArguments.ofText("password=a\nb\nid=1")).isEqualTo("password=...\nid=1");
		assertThat(
				MaskedArguments.ofText("pem=-----BEGIN PRIVATE KEY-----\nMIIE\nabc=\n-----END PRIVATE KEY-----\nid=1"))
			.isEqualTo("pem=...\nid=1");
	}

	@Test
	void secretsInsideOfAnArgumentAreMasked() {
		assertThat(MaskedArguments.of(Map.of("login", Map.of("password", "a b")))).isEqualTo("login={password=...}");
	}

	@Test
	void longTextsAreCutWithoutAHangOrAFullStack() {
		String text = "{\"password\":\"" + "\\\"a=".repeat(500_000);
		assertThat(MaskedArguments.ofText(text)).isEqualTo("{\"password\":...");
		String names = "a=".repeat(500_000);
		assertThat(MaskedArguments.ofText(names)).hasSizeLessThanOrEqualTo(JobDetail.MOST_CHARACTERS);
		for (String part : List.of("token={", "://", "token=a,", "\"a\":\\\"", "-----BEGIN PRIVATE KEY-----", "eyJ.",
				"(\"")) {
			assertThat(MaskedArguments.ofText(part.repeat(50_000))).isNotEmpty();
		}
		JobEntry entry = new JobEntry("k", new Job("s", "q", "t", "i"), JobState.RUNNING, 0, null);
		assertThat(JobDetail.of(entry, null).with("x".repeat(70_000)).arguments()).hasSize(JobDetail.MOST_CHARACTERS);
	}

	@Test
	@Timeout(30)
	void whatATextRepeatsIsReadOnce() {
		for (String part : List.of("eyJ-", "\n", "\n\"", "eyJ-a.")) {
			String text = "token=x " + part.repeat(60_000);
			for (int i = 0; i < 20; i++) {
				assertThat(MaskedArguments.ofText(text)).startsWith("token=...");
			}
		}
	}

	@Test
	void keysStandInPathsAndComeBack() {
		List<String> names = List.of("a~b/c", "", "%7E ?#", "\u00fc");
		String key = JobKeys.join(names.toArray());
		assertThat(key).matches("[A-Za-z0-9~.*_+%-]+");
		assertThat(JobKeys.split(key, 4)).isEqualTo(names);
		assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.split(key, 3));
		assertThatIllegalArgumentException().isThrownBy(() -> JobKeys.split("%", 1));
	}

}
