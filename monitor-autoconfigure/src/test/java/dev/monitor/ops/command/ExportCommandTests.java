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
	void theCommandLineFindsIt() {
		assertThat(ServiceLoader.load(Command.class)).hasAtLeastOneElementOfType(ExportCommand.class);
	}

	private void export(String... arguments) throws CommandException {
		new ExportCommand().run(List.of(arguments), new Streams(InputStream.nullInputStream(),
				new PrintStream(this.written, true, StandardCharsets.UTF_8), System.err));
	}

}
