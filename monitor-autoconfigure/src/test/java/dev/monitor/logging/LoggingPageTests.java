package dev.monitor.logging;

import java.nio.charset.StandardCharsets;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.secret.SecretNames;
import dev.monitor.secret.SecretParameters;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The lines of the reference, which the tests of each event compare with what is written,
 * and the settings for programs that read them.
 */
class LoggingPageTests {

	@Test
	void everyKindOfEventIsShownInEveryFormItHas() {
		Set<String> shown = new TreeSet<>();
		for (String line : LoggingPage.lines("")) {
			shown.add((line.startsWith("{") ? "json " : "kv ") + pairs(line).get("ev"));
		}
		assertThat(shown).containsExactly("json action", "json delivery", "json graphql", "json http", "json job",
				"json message", "json query", "kv action", "kv delivery", "kv graphql", "kv http", "kv job",
				"kv message", "kv metric", "kv query");
	}

	@Test
	void regularExpressionsFindWhatEveryLineBeginsWith() {
		List<String> expressions = LoggingPage.lines("regex");
		assertThat(expressions).hasSize(2);
		for (String line : LoggingPage.lines("")) {
			Matcher matcher = Pattern.compile(expressions.get(line.startsWith("{") ? 1 : 0)).matcher(line);
			assertThat(matcher.find()).describedAs("%s", line).isTrue();
			for (String key : List.of("t", "ns", "lvl", "ev")) {
				assertThat(matcher.group(key)).isEqualTo(pairs(line).get(key));
			}
		}
	}

	@Test
	void snippetsAskForKeysThatThereAre() {
		Set<String> known = new HashSet<>();
		LoggingPage.lines("").forEach((line) -> known.addAll(pairs(line).keySet()));
		assertThat(known).containsAll(matches("alloy", "(\\w+) = \"\""));
		assertThat(known).containsAll(matches("alloy", "source = \"(\\w+)\""));
		assertThat(known).containsAll(matches("logql", "(?:\\{|, |\\| |unwrap )(\\w+)(?==| >=| \\[)"));
		assertThat(known).containsAll(matches("ini", "(?:Time_Key +|[ ](?=\\w+:integer))(\\w+)"));
		Set<String> ofVector = matches("yaml", "(?<![\\w.])\\.(\\w+)");
		ofVector.removeAll(Set.of("message", "timestamp"));
		assertThat(known).containsAll(ofVector);
	}

	@Test
	void timeHasTheFormatsOfTheSnippets() {
		assertThat(matches("ini", "Time_Format (.+)")).containsExactly("%Y-%m-%dT%H:%M:%S.%L%z");
		DateTimeFormatter format = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX", Locale.ROOT);
		for (String line : LoggingPage.lines("")) {
			String time = pairs(line).get("t");
			assertThat(format.format(format.parse(String.valueOf(time)))).isEqualTo(time);
		}
	}

	@Test
	void namesOfSecretsAreThoseThatAreRedacted() {
		List<String> names = LoggingPage.lines("text")
			.stream()
			.flatMap((line) -> Pattern.compile(" ").splitAsStream(line))
			.toList();
		assertThat(names).doesNotHaveDuplicates()
			.hasSize(SecretNames.ENDINGS.size() + SecretNames.PARAMETERS.size())
			.allSatisfy((name) -> {
				String redacted = name + "=" + SecretParameters.REPLACEMENT;
				assertThat(SecretParameters.redactQuery(name + "=abc")).isEqualTo(redacted);
			});
	}

	private static Set<String> matches(String language, String expression) {
		Set<String> found = new TreeSet<>();
		for (String line : LoggingPage.lines(language)) {
			Pattern.compile(expression).matcher(line).results().forEach((match) -> found.add(match.group(1)));
		}
		assertThat(found).isNotEmpty();
		return found;
	}

	@SuppressWarnings("unchecked")
	private static Map<String, String> pairs(String line) {
		return line.startsWith("{") ? JsonMapper.shared().readValue(line, Map.class)
				: LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8));
	}

}
