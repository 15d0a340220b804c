package dev.monitor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * docs/reference/log-messages.md has the text of every warning and error in the code.
 */
class LogMessagesPageTests {

	private static final String LITERAL = "\"(?:[^\"\\\\]|\\\\.)*\"";

	private static final Pattern LOGGED = Pattern
		.compile("(?:\\blogger\\s*\\.(?:warn|error)|\\.atLevel\\(\\w+\\)\\s*\\.log)\\(\\s*(" + LITERAL
				+ "(?:\\s*\\+\\s*(?:" + LITERAL + "|[A-Z][\\w.]*))*)");

	private static final Pattern PLACEHOLDER = Pattern.compile("\\{}|\"\\s*\\+\\s*[A-Z][\\w.]*(\\s*\\+\\s*\")?");

	private static final Pattern PART = Pattern.compile("\\.\\.\\.|(?<=\\. )");

	private static final Pattern MESSAGE = Pattern.compile("^- \\*\\*`([^`]+)`\\*\\*", Pattern.MULTILINE);

	private final List<String> messages = MESSAGE.matcher(Page.of("docs/reference/log-messages.md").text())
		.results()
		.map((MatchResult message) -> message.group(1))
		.toList();

	private final String code = code();

	@Test
	void everyMessageOfTheCodeIsThere() {
		Set<String> logged = LOGGED.matcher(this.code)
			.results()
			.map((call) -> text(call.group(1)))
			.filter((text) -> text.matches(".*\\w.*"))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(logged).hasSizeGreaterThan(30).isSubsetOf(this.messages);
	}

	@Test
	void everyMessageThatIsThereIsInTheCode() {
		String literals = this.code.replaceAll("\"\\s*\\+\\s*\"", "");
		assertThat(this.messages).doesNotHaveDuplicates()
			.allSatisfy((message) -> assertThat(PART.split(message)).filteredOn((part) -> part.length() > 12)
				.allMatch((part) -> literals.contains(part.replaceAll("[ :.]+$", ""))));
	}

	private static String text(String expression) {
		String joined = expression.replaceAll("\"\\s*\\+\\s*\"", "");
		String text = PLACEHOLDER.matcher(joined).replaceAll("...");
		return text.replaceAll("(\\.{3}){2,}", "...").replaceAll("^\"|\"$", "");
	}

	private static String code() {
		try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
			return files.filter((file) -> file.toString().endsWith(".java"))
				.map(LogMessagesPageTests::read)
				.collect(Collectors.joining());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
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

}
