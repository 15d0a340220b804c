package dev.monitor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A page of the documentation.
 *
 * @param name the path below the root of the repository, with slashes
 * @param text what stands in it
 */
record Page(String name, String text) {

	static final Path ROOT = Path.of("..");

	private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

	private static final Pattern LINK_TARGET = Pattern.compile("\\]\\([^)]*\\)");

	private static final Pattern CODE = Pattern.compile("`+[^`]*`+");

	private static final Pattern NEW_PARAGRAPH = Pattern.compile("\\s*([-*]|\\d+\\.)\\s.*|#.*|\\|.*|!\\[.*");

	static Page of(String name) {
		try {
			return new Page(name, Files.readString(ROOT.resolve(name)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return README.md and all pages of docs.
	 */
	static List<Page> all() {
		try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
			Stream<String> names = files.filter((file) -> file.toString().endsWith(".md"))
				.map((file) -> ROOT.relativize(file).toString().replace('\\', '/'))
				.sorted();
			return Stream.concat(Stream.of("README.md"), names).map(Page::of).toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return the fenced blocks of a language.
	 */
	List<String> blocks(String language) {
		return BLOCK.matcher(this.text)
			.results()
			.filter((block) -> block.group(1).equals(language))
			.map((block) -> block.group(2))
			.toList();
	}

	/**
	 * Return the text without fenced blocks and without the targets of links.
	 */
	String prose() {
		return LINK_TARGET.matcher(BLOCK.matcher(this.text).replaceAll("")).replaceAll("]");
	}

	/**
	 * Return the paragraphs, list items, headings and cells of tables. A piece of code is
	 * one word.
	 */
	List<String> paragraphs() {
		List<String> paragraphs = new ArrayList<>();
		boolean ended = true;
		for (String line : CODE.matcher(prose()).replaceAll("x").lines().toList()) {
			if (line.startsWith("|")) {
				paragraphs.addAll(List.of(line.split("\\|")));
				ended = true;
			}
			else if (line.isBlank()) {
				ended = true;
			}
			else if (ended || NEW_PARAGRAPH.matcher(line).matches()) {
				paragraphs.add(line);
				ended = line.startsWith("#");
			}
			else {
				paragraphs.set(paragraphs.size() - 1, paragraphs.get(paragraphs.size() - 1) + ' ' + line.strip());
			}
		}
		return paragraphs;
	}

	/**
	 * Return what links name the headings by, as GitHub makes it.
	 */
	List<String> anchors() {
		return prose().lines()
			.filter((line) -> line.startsWith("#"))
			.map((line) -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
			.map((heading) -> heading.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
			.toList();
	}

	@Override
	public String toString() {
		return this.name;
	}

}
