package dev.monitor.ops;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OperatorFiles}.
 */
class OperatorFilesTests {

	@TempDir
	private Path directory;

	@Test
	void everyFileOfTheJarIsListed() throws Exception {
		URI root = OperatorFiles.class.getResource("/META-INF/monitor/ops").toURI();
		assertThat(filesBelow(Path.of(root))).containsExactlyElementsOf(OperatorFiles.PATHS);
	}

	@Test
	void wordsAreThoseThatANonNativeEngineerReads() throws IOException {
		for (String path : OperatorFiles.PATHS) {
			assertThat(new String(OperatorFiles.read(path), StandardCharsets.UTF_8)).as(path)
				.doesNotContainPattern("(?i)\\b(whoever|nobody|mend(s|ed|ing)?|anew|told)\\b");
		}
	}

	@Test
	void allAreWrittenIntoADirectoryThatIsNotThereYet() throws IOException {
		Path target = this.directory.resolve("new/ops");
		assertThat(OperatorFiles.writeTo(target)).hasSameSizeAs(OperatorFiles.PATHS);
		assertThat(filesBelow(target)).containsExactlyElementsOf(OperatorFiles.PATHS);
		assertThat(target.resolve("prometheus/rules.yml")).hasBinaryContent(OperatorFiles.read("prometheus/rules.yml"));
	}

	@Test
	void theObjectOfThePrometheusOperatorHasTheRules() throws IOException {
		Map<?, ?> object = Alert.yaml("kubernetes/prometheus-rule.yml");
		assertThat(object.get("kind")).isEqualTo("PrometheusRule");
		assertThat(object.get("spec")).isEqualTo(Alert.yaml("prometheus/rules.yml"));
	}

	@Test
	void writingThemAgainChangesNothing() throws IOException {
		OperatorFiles.writeTo(this.directory);
		assertThat(OperatorFiles.writeTo(this.directory)).hasSameSizeAs(OperatorFiles.PATHS);
	}

	@Test
	void whatSomebodyHasChangedIsKeptAndNothingElseIsWritten() throws IOException {
		Path changed = this.directory.resolve("prometheus/scrape.yml");
		Files.createDirectories(changed.getParent());
		Files.writeString(changed, "mine");
		assertThatExceptionOfType(FileAlreadyExistsException.class)
			.isThrownBy(() -> OperatorFiles.writeTo(this.directory))
			.withMessageContaining("scrape.yml");
		assertThat(filesBelow(this.directory)).containsExactly("prometheus/scrape.yml");
		assertThat(changed).hasContent("mine");
	}

	private static List<String> filesBelow(Path root) throws IOException {
		try (Stream<Path> files = Files.walk(root)) {
			return files.filter(Files::isRegularFile)
				.map((file) -> root.relativize(file).toString().replace('\\', '/'))
				.sorted()
				.toList();
		}
	}

}
