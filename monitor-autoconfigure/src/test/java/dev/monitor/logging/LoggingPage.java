package dev.monitor.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The pages about log lines.
 */
public final class LoggingPage {

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final String TIME = "(?<=^t=|^\\{\"t\":\")[-0-9T:.]+Z";

	private static final List<String> PAGES = List.of("guides/logging.md", "reference/log-keys.md",
			"guides/log-collectors.md", "guides/metric-lines.md");

	private LoggingPage() {
	}

	/**
	 * Return the lines of the blocks of one language.
	 * @param language the language, empty for log lines
	 * @return the lines of all of them
	 */
	public static List<String> lines(String language) {
		return BLOCK.matcher(text())
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((MatchResult block) -> block.group(2))
			.flatMap(String::lines)
			.toList();
	}

	/**
	 * Make sure that a page shows lines as they are, but for the time.
	 * @param lines the lines
	 */
	public static void assertShows(List<String> lines) {
		List<String> shown = lines("").stream().map(LoggingPage::withoutTime).toList();
		assertThat(lines).isNotEmpty()
			.extracting((line) -> withoutTime(line.strip()))
			.allSatisfy((line) -> assertThat(shown).contains(line));
	}

	private static String withoutTime(String line) {
		return line.replaceFirst(TIME, "");
	}

	private static String text() {
		return PAGES.stream().map(LoggingPage::read).collect(Collectors.joining());
	}

	private static String read(String page) {
		try {
			return Files.readString(Path.of("..", "docs", page));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
