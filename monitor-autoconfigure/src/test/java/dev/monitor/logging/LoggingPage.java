package dev.monitor.logging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The reference page of logging.
 */
public final class LoggingPage {

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final String TIME = "(?<=^t=|^\\{\"t\":\")[-0-9T:.]+Z";

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
	 * Make sure that the page shows lines as they are, but for the time.
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
		try {
			return Files.readString(Path.of("..", "docs", "guides", "logging.md"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
