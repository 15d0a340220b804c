package dev.monitor.logging.reader;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.logging.LogfmtReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What comes out of the console of a process, through a pipe.
 */
class ConsoleTests {

	private static final Pattern TIME = Pattern
		.compile("^(?:t=|\\{\"t\":\")(\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z)(?=[ \"])");

	@TempDir
	private Path directory;

	@Test
	void theLinesDependOnNeitherLocaleNorZoneNorCharacterSet() throws Exception {
		List<String> expected = corpus("-Duser.language=en", "-Duser.country=US", "-Duser.timezone=UTC");
		assertThat(expected).hasSize(2 * (Corpus.events().size() + 1 + 3));
		for (String[] locale : new String[][] { { "tr", "TR" }, { "de", "DE" } }) {
			assertThat(corpus("-Duser.language=" + locale[0], "-Duser.country=" + locale[1],
					"-Duser.timezone=Pacific/Apia", "-Dfile.encoding=ISO-8859-1", "-Dstdout.encoding=ISO-8859-1",
					"-Dsun.stdout.encoding=ISO-8859-1"))
				.isEqualTo(expected);
		}
	}

	@ParameterizedTest
	@ValueSource(strings = { "kv", "json" })
	void noLineOfManyThreadsIsLostOrSplit(String format) throws Exception {
		List<String> lines = run(List.of(), "threads", format);
		Set<String> seen = new HashSet<>();
		for (String line : lines) {
			Map<String, String> pairs = format.equals("kv")
					? LogfmtReader.read((line + "\n").getBytes(StandardCharsets.UTF_8)) : JsonLines.read(line);
			assertThat(pairs.get("thread")).startsWith((Runtime.version().feature() >= 21) ? "virtual-" : "Thread-");
			String writer = pairs.getOrDefault("writer", "");
			String number = pairs.getOrDefault("line", "");
			assertThat(seen.add(writer + "/" + number)).isTrue();
			String text = ConsoleApp.text(Integer.parseInt(writer), Integer.parseInt(number));
			String message = pairs.getOrDefault("msg", "");
			assertThat(pairs.containsKey("truncated") ? text.substring(0, message.length()) : text).isEqualTo(message);
		}
		assertThat(seen).hasSize(ConsoleApp.THREADS * ConsoleApp.LINES);
	}

	/**
	 * Return what a process writes for the corpus, with the time taken out that was
	 * compared with that of this process.
	 */
	private List<String> corpus(String... options) throws Exception {
		Instant start = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		List<String> lines = new ArrayList<>();
		for (String line : run(List.of(options), "corpus", "kv", "json")) {
			Matcher time = TIME.matcher(line);
			assertThat(time.find()).describedAs("%s", line).isTrue();
			assertThat(Instant.parse(time.group(1))).isBetween(start, start.plus(Duration.ofMinutes(5)));
			lines.add(time.replaceFirst(""));
		}
		return lines;
	}

	private List<String> run(List<String> options, String... arguments) throws Exception {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.add("-XX:TieredStopAtLevel=1");
		command.addAll(options);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), ConsoleApp.class.getName()));
		command.addAll(List.of(arguments));
		File errors = this.directory.resolve("errors").toFile();
		Process process = new ProcessBuilder(command).redirectError(errors).start();
		try {
			String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			assertThat(errors).isEmpty();
			assertThat(output).endsWith("\n");
			return List.of(output.substring(0, output.length() - 1).split("\n", -1));
		}
		finally {
			process.destroyForcibly();
		}
	}

}
