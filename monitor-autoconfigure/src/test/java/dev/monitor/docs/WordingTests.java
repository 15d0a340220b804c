package dev.monitor.docs;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.Metadata;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages, texts in the code and descriptions of properties are read once: no sentence of
 * more than 25 words, no row of more than 160 characters, no word that reads badly.
 */
class WordingTests {

	@Test
	void pagesReadWell() {
		Map<String, List<String>> found = new TreeMap<>();
		List<Page> pages = Page.all();
		for (Page page : pages) {
			found.put(page.name(), Wording.problems(page));
		}
		assertThat(found).hasSameSizeAs(pages);
		assertNothing(found);
	}

	@Test
	void descriptionsOfPropertiesReadWell() {
		Map<String, List<String>> found = new TreeMap<>();
		for (Map<String, Object> property : Metadata.section("properties")) {
			String name = String.valueOf(property.get("name"));
			if (name.startsWith("monitor.")) {
				found.put(name, Wording.problems(List.of(String.valueOf(property.get("description")))));
			}
		}
		assertThat(found).hasSizeGreaterThan(100);
		assertNothing(found);
	}

	@Test
	void textsOfTheCodeReadWell() {
		Map<String, List<String>> found = new TreeMap<>();
		CodeTexts.literals()
			.forEach((file, texts) -> found.put(file,
					texts.stream()
						.flatMap((text) -> (isStatement(text) ? Wording.badWords(List.of(text))
								: Wording.problems(List.of(text)))
							.stream())
						.toList()));
		assertNothing(found);
	}

	private static void assertNothing(Map<String, List<String>> found) {
		found.values().removeIf(List::isEmpty);
		assertThat(found).as("texts to shorten, a sentence has at most 25 words and a row 160 characters").isEmpty();
	}

	/**
	 * Text blocks are statements of SQL, mostly, which have no sentences.
	 */
	private static boolean isStatement(String text) {
		return text.startsWith("\"\"\"");
	}

	@Test
	void documentationOfPublicTypesHasNoBadWord() {
		Map<String, List<String>> found = new TreeMap<>();
		CodeTexts.documentation().forEach((file, texts) -> found.put(file, Wording.badWords(texts)));
		assertThat(found).hasSizeGreaterThan(100).allSatisfy((file, words) -> assertThat(words).isEmpty());
	}

	@Test
	void literalsOfTheCodeAreFound() {
		assertThat(CodeTexts.literals().values().stream().flatMap(List::stream)).hasSizeGreaterThan(5000)
			.contains("\"Load again\"", "\"Warmup in progress\"");
	}

	@Test
	void aLongSentenceIsFound() {
		String words = "one ".repeat(26).strip();
		assertThat(Wording.problems(new Page("x", "Short. " + words + ".\nAnd `code of many words is one`.")))
			.containsExactly("a sentence of 26 words: " + words + '.');
	}

	@Test
	void aLongRowAndABadWordAreFound() {
		Page page = new Page("x", "| " + "a".repeat(170) + " | Whoever | [a](b) |\n\n```\nnobody\n```\n");
		assertThat(Wording.problems(page)).hasSize(2)
			.anySatisfy((problem) -> assertThat(problem).startsWith("the word 'Whoever'"))
			.anySatisfy((problem) -> assertThat(problem).startsWith("a row of "));
	}

}
