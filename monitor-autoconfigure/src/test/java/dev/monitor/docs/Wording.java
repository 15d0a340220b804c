package dev.monitor.docs;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What makes a text hard to read for a person whose first language is not English.
 */
final class Wording {

	private static final int MOST_WORDS = 25;

	private static final int LONGEST_ROW = 160;

	private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[.!?])[*_)\"]*\\s+");

	private static final Pattern WORD = Pattern.compile("\\S*[\\p{L}\\p{N}]\\S*");

	private static final Pattern BAD_WORD = Pattern.compile("\\b(whoever|nobody|mend(s|ed|ing)?|anew|told)\\b",
			Pattern.CASE_INSENSITIVE);

	private Wording() {
	}

	/**
	 * Return what is wrong with a page.
	 */
	static List<String> problems(Page page) {
		List<String> problems = new ArrayList<>(problems(page.paragraphs()));
		page.prose()
			.lines()
			.filter((line) -> line.startsWith("|") && line.length() > LONGEST_ROW)
			.map((row) -> "a row of " + row.length() + " characters: " + row)
			.forEach(problems::add);
		return problems;
	}

	/**
	 * Return what is wrong with some texts.
	 */
	static List<String> problems(Collection<String> texts) {
		return texts.stream()
			.flatMap(END_OF_SENTENCE::splitAsStream)
			.flatMap((sentence) -> Stream.concat(length(sentence), words(sentence)))
			.toList();
	}

	/**
	 * Return the words in some texts that read badly.
	 */
	static List<String> badWords(Collection<String> texts) {
		return texts.stream().flatMap(Wording::words).toList();
	}

	private static Stream<String> length(String sentence) {
		long words = WORD.matcher(sentence).results().count();
		return (words > MOST_WORDS) ? Stream.of("a sentence of " + words + " words: " + sentence.strip())
				: Stream.empty();
	}

	private static Stream<String> words(String sentence) {
		return BAD_WORD.matcher(sentence)
			.results()
			.map(MatchResult::group)
			.map((word) -> "the word '" + word + "': " + sentence.strip());
	}

}
