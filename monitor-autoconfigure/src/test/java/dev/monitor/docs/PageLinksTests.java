package dev.monitor.docs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Links lead to pages and headings that exist, and every page is in the table of
 * contents.
 */
class PageLinksTests {

	private static final int MOST_LINES = 150;

	/**
	 * Pages that are searched, not read from the first line to the last.
	 */
	private static final String SEARCHED = "docs/(decisions|reference)/.+";

	private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

	private static final List<String> GROWN_BEFORE = List.of("docs/benchmarks.md", "docs/operate/alerts.md");

	static List<Page> pages() {
		return Page.all();
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(Page page) {
		Path directory = Page.ROOT.resolve(page.name()).getParent();
		assertThat(links(page)).allSatisfy((link) -> {
			String[] parts = link.split("#", 2);
			Path target = parts[0].isEmpty() ? Page.ROOT.resolve(page.name()) : directory.resolve(parts[0]).normalize();
			assertThat(target).exists();
			if (parts.length > 1) {
				assertThat(new Page(link, Files.readString(target)).anchors()).contains(parts[1]);
			}
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPageStandsInTheTableOfContents(Page page) {
		List<String> contents = links(Page.of("docs/README.md")).stream().map((link) -> "docs/" + link).toList();
		if (page.name().startsWith("docs/") && !page.name().matches("docs/README\\.md|docs/decisions/.+")) {
			assertThat(contents).contains(page.name());
		}
	}

	@ParameterizedTest
	@MethodSource("pages")
	void aPageIsRead(Page page) {
		if (!page.name().matches(SEARCHED) && !GROWN_BEFORE.contains(page.name())) {
			assertThat(page.text().lines()).hasSizeLessThanOrEqualTo(MOST_LINES);
		}
	}

	private static List<String> links(Page page) {
		return LINK.matcher(page.text().replaceAll("(?ms)^```.*?^```$", ""))
			.results()
			.map((MatchResult link) -> link.group(1))
			.filter((link) -> !link.matches("\\w+:.*"))
			.toList();
	}

}
