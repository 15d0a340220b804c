package dev.monitor.ops.command;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;

import dev.monitor.command.Command;
import dev.monitor.command.CommandException;
import dev.monitor.command.Streams;
import dev.monitor.ops.OperatorFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link ExportCommand}.
 */
class ExportCommandTests {

	@TempDir
	private Path directory;

	private final ByteArrayOutputStream written = new ByteArrayOutputStream();

	@Test
	void allFilesAreWrittenAndNamed() throws CommandException {
		export(this.directory.toString());
		assertThat(this.written.toString(StandardCharsets.UTF_8).lines())
			.containsExactlyElementsOf(
					OperatorFiles.PATHS.stream().map((path) -> this.directory.resolve(path).toString()).toList())
			.allSatisfy((line) -> assertThat(Path.of(line)).isNotEmptyFile());
	}

	@Test
	void aChangedFileIsNamedAndNothingIsWritten() throws IOException {
		Path rules = this.directory.resolve("prometheus/rules.yml");
		Files.createDirectories(this.directory.resolve("prometheus"));
		Files.writeString(rules, "groups: []");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> export(this.directory.toString()))
			.withMessageStartingWith(rules + " has been changed");
		assertThat(this.directory.resolve("grafana")).doesNotExist();
	}

	@Test
	void aDirectoryThatCannotBeIsNamed() throws IOException {
		Path file = Files.writeString(this.directory.resolve("file"), "");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> export(file.resolve("below").toString()))
			.withMessageContaining(file.toString());
	}

	@Test
	void itWantsOneDirectory() {
		assertThatExceptionOfType(CommandException.class).isThrownBy(this::export)
			.withMessage("One directory is needed");
		assertThatExceptionOfType(CommandException.class).isThrownBy(() -> export("a", "b"));
	}

	@Test
	void optionsAreWrittenIntoTheFiles() throws Exception {
		export("--namespace=shop", this.directory.toString(), "--grafana-url=https://grafana.example.org/",
				"--runbook-url=https://wiki.example.org/ops");
		Path rules = this.directory.resolve("prometheus/rules.yml");
		assertThat(rules).content()
			.contains("dashboard: \"https://grafana.example.org/d/monitor-details?viewPanel=",
					"runbook_url: \"https://wiki.example.org/ops#monitordeadlock\"")
			.doesNotContain("\"/d/");
		assertThat(this.directory.resolve("kubernetes/prometheus-rule.yml")).content()
			.contains("namespace: shop\n", "runbook_url: \"https://wiki.example.org/ops#monitordeadlock\"");
		assertThat(this.directory.resolve("grafana/now.json")).content().contains("https://wiki.example.org/ops\"");
		for (String name : List.of("availability", "deployment", "hpa", "keda", "pod-monitor")) {
			assertThat(this.directory.resolve("kubernetes/" + name + ".yml")).content()
				.contains("namespace: shop\n")
				.doesNotContain("namespace: orders", "namespace=\"orders\"", "-n orders");
		}
		assertThat(this.directory.resolve("kubernetes/scrape.yml")).content().contains("names: [shop]");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			--namespace=Shop                      | --namespace is not the name of a namespace: 'Shop'
			--namespace=                          | --namespace is not the name of a namespace: ''
			--grafana-url=grafana.example.org     | --grafana-url is no address: 'grafana.example.org'. Write an http
			--grafana-url=ftp://example.org       | --grafana-url is no address
			--grafana-url=https://h/a"b           | --grafana-url is no address
			--runbook-url=https://h/ops#alerts    | --runbook-url is no address
			--grafana-url                         | Option --grafana-url has no value: write --grafana-url=...
			--grafana=https://h                   | There is no option '--grafana'
			""")
	void wrongOptionsAreExplainedAndNothingIsWritten(String option, String message) {
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> export(this.directory.resolve("new").toString(), option))
			.withMessageStartingWith(message);
		assertThat(this.directory.resolve("new")).doesNotExist();
	}

	@Test
	void passwordsInAddressesAreNotShown() {
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> export(this.directory.toString(), "--grafana-url=https://admin:secret@h"))
			.withMessageContaining("--grafana-url is no address")
			.withMessageNotContaining("secret");
	}

	@Test
	void anOptionGivenTwiceIsOneTooMany() {
		assertThatExceptionOfType(CommandException.class)
			.isThrownBy(() -> export(this.directory.toString(), "--namespace=a", "--namespace=b"))
			.withMessage("Option --namespace is there twice");
	}

	@Test
	void theCommandLineFindsIt() {
		assertThat(ServiceLoader.load(Command.class)).hasAtLeastOneElementOfType(ExportCommand.class);
	}

	private void export(String... arguments) throws CommandException {
		new ExportCommand().run(List.of(arguments), new Streams(InputStream.nullInputStream(),
				new PrintStream(this.written, true, StandardCharsets.UTF_8), System.err));
	}

}
