package dev.monitor.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts in the code that users read: literals of Java and of the dashboard's page, and
 * the documentation of public types.
 */
final class CodeTexts {

	private static final Path JAVA = Path.of("src/main/java");

	private static final Path PAGE = Path.of("src/main/resources/dev/monitor/dashboard/page");

	private static final Pattern COMMENT = Pattern.compile("//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);

	private static final Pattern DOCUMENTATION = Pattern.compile("/\\*\\*.*?\\*/", Pattern.DOTALL);

	private static final Pattern LITERAL = Pattern
		.compile("\"\"\".*?\"\"\"|\"(?:[^\"\\\\\\n]|\\\\.)*+\"|'(?:[^'\\\\\\n]|\\\\.)'", Pattern.DOTALL);

	private static final Pattern TOKEN = Pattern.compile(COMMENT.pattern() + "|(" + LITERAL.pattern() + ")",
			Pattern.DOTALL);

	private static final Pattern CONCATENATION = Pattern.compile("(?<!\\\\)\"\\s*\\+\\s*\"");

	private CodeTexts() {
	}

	/**
	 * Return the literals of each file in their quotes, those that are added up as one.
	 */
	static Map<String, List<String>> literals() {
		Map<String, List<String>> texts = new TreeMap<>(read(JAVA, ".java", CodeTexts::literals));
		texts.putAll(read(PAGE, ".js", CodeTexts::literals));
		return texts;
	}

	/**
	 * Return the documentation in each file with a public type.
	 */
	static Map<String, List<String>> documentation() {
		return read(JAVA, ".java", (source) -> source.contains("\n@API")
				? DOCUMENTATION.matcher(source).results().map((found) -> found.group()).toList() : List.of());
	}

	private static List<String> literals(String source) {
		return TOKEN.matcher(CONCATENATION.matcher(source).replaceAll(""))
			.results()
			.filter((found) -> found.group(1) != null)
			.map((found) -> found.group(1).replace("\\n", " "))
			.toList();
	}

	private static Map<String, List<String>> read(Path root, String suffix, Function<String, List<String>> texts) {
		Map<String, List<String>> read = new TreeMap<>();
		try (Stream<Path> files = Files.walk(root)) {
			for (Path file : (Iterable<Path>) files.filter((file) -> file.toString().endsWith(suffix))::iterator) {
				read.put(root.relativize(file).toString(), texts.apply(Files.readString(file)));
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return read;
	}

}
