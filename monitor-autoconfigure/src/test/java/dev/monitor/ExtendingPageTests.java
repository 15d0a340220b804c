package dev.monitor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Every example of docs/extending.md and docs/deliveries.md stands in code that is
 * compiled: in the sample app, in {@link ExtendingExamples} or in
 * {@link DeliveryExamples}.
 */
class ExtendingPageTests {

	private static final Pattern EXAMPLE = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

	@ParameterizedTest
	@ValueSource(strings = { "extending", "deliveries" })
	void everyExampleIsCompiled(String name) throws IOException {
		List<String> sources = sources();
		String page = Files.readString(Path.of("..", "docs", name + ".md"));
		List<String> examples = EXAMPLE.matcher(page).results().map((match) -> plain(match.group(1))).toList();
		assertThat(examples).hasSizeGreaterThan(3)
			.allSatisfy((example) -> assertThat(sources).as(example)
				.anySatisfy((source) -> assertThat(source.contains(example)).isTrue()));
	}

	private static List<String> sources() throws IOException {
		try (Stream<Path> sample = Files.walk(Path.of("..", "sample-app", "src", "main", "java"));
				Stream<Path> own = Stream.of("ExtendingExamples", "DeliveryExamples")
					.map((name) -> Path.of("src/test/java/dev/monitor", name + ".java"))) {
			return Stream.concat(sample.filter((file) -> file.toString().endsWith(".java")), own)
				.map(ExtendingPageTests::read)
				.map(ExtendingPageTests::plain)
				.toList();
		}
	}

	private static String read(Path file) {
		try {
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a text without what indents its lines.
	 */
	private static String plain(String text) {
		return text.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

}
