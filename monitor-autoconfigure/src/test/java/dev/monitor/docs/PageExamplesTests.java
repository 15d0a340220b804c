package dev.monitor.docs;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;

import org.springframework.boot.SpringBootVersion;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Java in the documentation is compiled: as a class, or because it stands in the sample
 * app or in a class of examples. Properties exist and take the values that are shown.
 * Builds name the versions of this build, and CI runs what a console shows.
 */
class PageExamplesTests {

	/**
	 * Pages whose consoles show no answer, as it depends on the database.
	 */
	private static final List<String> WITHOUT_ANSWER = List.of("docs/guides/database-diagnostics.md");

	private static final List<String> EXAMPLES = List.of("../sample-app/src/main/java", "src/test/java/dev/monitor");

	private static final List<String> SOURCES = sources();

	static List<Page> pages() {
		return Page.all();
	}

	static List<Page> pagesWithJava() {
		return pages().stream().filter((page) -> !page.blocks("java").isEmpty()).toList();
	}

	@ParameterizedTest
	@MethodSource("pagesWithJava")
	void everyPieceOfJavaIsCompiled(Page page, @TempDir Path directory) {
		assertThat(page.blocks("java")).allSatisfy((example) -> {
			if (example.startsWith("package ")) {
				compile(example, directory);
			}
			else {
				assertThat(SOURCES.stream().anyMatch((source) -> source.contains(plain(example)))).as(example).isTrue();
			}
		});
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyPropertyExistsAndTakesItsValue(Page page) {
		page.blocks("yaml").forEach((yaml) -> ShownProperties.yaml(yaml).check());
		page.blocks("properties").forEach((properties) -> ShownProperties.properties(properties).check());
	}

	@ParameterizedTest
	@MethodSource("pages")
	void ciRunsWhatAConsoleShows(Page page) throws IOException {
		if (!page.blocks("console").isEmpty() && !WITHOUT_ANSWER.contains(page.name())) {
			assertThat(Files.readString(Page.ROOT.resolve(".ci/run")))
				.containsPattern("\\.py (\\S+ )*" + page.name() + "\\b");
		}
	}

	@Test
	void theFirstApplicationUsesTheVersionsOfThisBuild() throws Exception {
		Page page = Page.of("docs/getting-started.md");
		String version = version(Files.readString(Page.ROOT.resolve("pom.xml")), "monitor-parent");
		String pom = page.blocks("xml").get(0);
		assertThat(version(pom, "spring-boot-starter-parent")).isEqualTo(SpringBootVersion.getVersion());
		assertThat(version(pom, "monitor-starter")).isEqualTo(version);
		assertThat(page.blocks("kotlin").get(0)).contains("\"dev.monitor:monitor-starter:" + version + '"',
				"version \"" + SpringBootVersion.getVersion() + '"',
				"spring-boot-dependencies:" + SpringBootVersion.getVersion());
	}

	private static String version(String pom, String artifact) throws Exception {
		Element project = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(pom.getBytes(StandardCharsets.UTF_8)))
			.getDocumentElement();
		for (int i = 0; i < project.getElementsByTagName("artifactId").getLength(); i++) {
			Element id = (Element) project.getElementsByTagName("artifactId").item(i);
			if (id.getTextContent().equals(artifact)) {
				return ((Element) id.getParentNode()).getElementsByTagName("version").item(0).getTextContent();
			}
		}
		throw new AssertionError("No " + artifact);
	}

	private static void compile(String source, Path directory) {
		JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
		String name = source.replaceAll("(?s).*public class (\\w+).*", "$1");
		JavaFileObject file = new SimpleJavaFileObject(URI.create("string:///" + name + ".java"),
				JavaFileObject.Kind.SOURCE) {

			@Override
			public CharSequence getCharContent(boolean ignoreEncodingErrors) {
				return source;
			}

		};
		assertThat(compiler
			.getTask(null, null, null,
					List.of("-proc:none", "-d", directory.toString(), "-classpath",
							System.getProperty("java.class.path")),
					null, List.of(file))
			.call()).isTrue();
	}

	private static List<String> sources() {
		return EXAMPLES.stream().map(Path::of).flatMap(PageExamplesTests::files).map((file) -> {
			try {
				return plain(Files.readString(file));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}).toList();
	}

	private static Stream<Path> files(Path root) {
		try (Stream<Path> files = Files.walk(root)) {
			boolean examples = root.endsWith("dev/monitor");
			return files.filter((file) -> file.toString().endsWith(examples ? "Examples.java" : ".java"))
				.toList()
				.stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Return a text without what indents its lines.
	 */
	private static String plain(String text) {
		return text.lines().map(String::strip).collect(Collectors.joining("\n"));
	}

}
