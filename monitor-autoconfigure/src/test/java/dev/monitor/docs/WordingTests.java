package dev.monitor.docs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

import org.springframework.boot.json.JsonParserFactory;
import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Pages, texts in the code and descriptions of properties are read once: no sentence of
 * more than 25 words, no row of more than 160 characters, no word that reads badly. What
 * is not rewritten yet stands in not-rewritten.txt: names of pages, of directories and of
 * properties.
 */
class WordingTests {

	private final List<String> notRewritten = new ClassPathResource("not-rewritten.txt", getClass())
		.getContentAsString(StandardCharsets.UTF_8)
		.lines()
		.filter((line) -> !line.isBlank() && !line.startsWith("#"))
		.toList();

	private final Map<String, List<String>> problems = new TreeMap<>();

	WordingTests() throws IOException {
		for (Page page : Page.all()) {
			add(page.name(), Wording.problems(page));
		}
		String metadata = new ClassPathResource("META-INF/spring-configuration-metadata.json")
			.getContentAsString(StandardCharsets.UTF_8);
		Object properties = JsonParserFactory.getJsonParser().parseMap(metadata).get("properties");
		for (Object property : (List<?>) Objects.requireNonNull(properties)) {
			Map<?, ?> described = (Map<?, ?>) property;
			String name = String.valueOf(described.get("name"));
			if (name.startsWith("monitor.")) {
				add(name, Wording.problems(List.of(String.valueOf(described.get("description")))));
			}
		}
	}

	private void add(String name, List<String> found) {
		if (!found.isEmpty()) {
			this.problems.put(name, found);
		}
	}

	@Test
	void whatIsRewrittenReadsWell() {
		Map<String, List<String>> left = new TreeMap<>(this.problems);
		left.keySet()
			.removeIf((name) -> this.notRewritten.stream()
				.anyMatch((entry) -> entry.endsWith("/") ? name.startsWith(entry) : name.equals(entry)));
		assertThat(left).as("texts to shorten, a sentence has at most 25 words and a row 160 characters").isEmpty();
	}

	@Test
	void theListOfWhatIsNotRewrittenShrinks() {
		List<String> done = new ArrayList<>(this.notRewritten);
		done.removeIf((entry) -> this.problems.keySet()
			.stream()
			.anyMatch((name) -> entry.endsWith("/") ? name.startsWith(entry) : name.equals(entry)));
		assertThat(done).as("to be removed from not-rewritten.txt, as nothing is wrong there any more").isEmpty();
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
		found.values().removeIf(List::isEmpty);
		assertThat(found).isEmpty();
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
