package dev.monitor.docs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Numbers are written alike on every machine. {@code %d} and the like write the digits of
 * the locale, and a database takes no others than those of English for a number.
 */
class NumberFormatTests {

	private static final Pattern OF_THE_LOCALE = Pattern.compile("%[-+0,(#]*\\d*(?:\\.\\d+)?[dfeg]");

	/**
	 * Formats numbers, with a locale.
	 */
	private static final String WITH_A_LOCALE = "dev/monitor/database/diagnosis/DiagnosticRow.java";

	@Test
	void noTextHasDigitsOfTheLocale() {
		Map<String, List<String>> found = new TreeMap<>();
		CodeTexts.literals().forEach((file, literals) -> {
			List<String> formats = literals.stream().filter((text) -> OF_THE_LOCALE.matcher(text).find()).toList();
			if (!formats.isEmpty() && file.endsWith(".java")) {
				found.put(file, formats);
			}
		});
		assertThat(found).containsOnlyKeys(WITH_A_LOCALE);
	}

}
