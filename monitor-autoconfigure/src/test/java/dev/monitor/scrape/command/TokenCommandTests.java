package dev.monitor.scrape.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.command.CommandException;
import dev.monitor.command.CommandLine;
import dev.monitor.command.Streams;
import dev.monitor.guard.TokenHash;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.yaml.snakeyaml.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class TokenCommandTests {

	@Test
	void thePropertyHoldsTheHashOfTheToken() throws CommandException {
		String text = run();
		TokenHash hash = TokenHash.parse(find(text, "  monitor\\.metrics\\.tokens\\.prometheus\\.hash=([0-9a-f]{64})"));
		assertThat(hash.matches(TokenHash.of(find(text, "  ([0-9a-f]{64})")))).isTrue();
	}

	@Test
	void everyTokenIsAnother() throws CommandException {
		assertThat(find(run(), "  ([0-9a-f]{64})")).isNotEqualTo(find(run(), "  ([0-9a-f]{64})"));
	}

	@Test
	void theNameIsTheUsersChoice() throws CommandException {
		assertThat(run("next-1")).contains("monitor.metrics.tokens.next-1.hash=");
	}

	@Test
	void theScrapeJobIsYaml() throws CommandException {
		String text = run();
		Map<String, List<Map<String, Object>>> job = new Yaml().load(text.substring(text.indexOf("scrape_configs:")));
		assertThat(job.get("scrape_configs")).singleElement()
			.satisfies((config) -> assertThat(config).containsEntry("metrics_path", "/actuator/prometheus")
				.containsKeys("job_name", "authorization", "static_configs"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Next", "a.b", "-", "a b", "a--b" })
	void aNameThatIsNoneIsRefused(String name) {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run(name))
			.withMessageStartingWith("A name consists of");
	}

	@Test
	void severalNamesAreRefused() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> run("a", "b"));
	}

	/**
	 * As the jar alone runs it: with the classes of the module and nothing else.
	 */
	@Test
	void theJdkIsAllItNeeds() throws IOException, InterruptedException {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				Path.of("target", "classes").toString(), CommandLine.class.getName(), "token", "other")
			.redirectErrorStream(true)
			.start();
		String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(process.waitFor()).as(text).isZero();
		assertThat(find(text, "  monitor\\.metrics\\.tokens\\.other\\.hash=([0-9a-f]{64})")).isNotEmpty();
	}

	private static String run(String... arguments) throws CommandException {
		ByteArrayOutputStream out = new ByteArrayOutputStream();
		new TokenCommand().run(List.of(arguments), new Streams(InputStream.nullInputStream(),
				new PrintStream(out, true, StandardCharsets.UTF_8), System.err));
		return out.toString(StandardCharsets.UTF_8);
	}

	private static String find(String text, String line) {
		Matcher matcher = Pattern.compile("^" + line + "$", Pattern.MULTILINE).matcher(text);
		assertThat(matcher.find()).as(text).isTrue();
		return matcher.group(1);
	}

}
