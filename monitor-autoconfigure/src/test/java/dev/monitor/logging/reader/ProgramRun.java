package dev.monitor.logging.reader;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs programs with lines as their input.
 *
 * @param directory where they may write
 */
record ProgramRun(Path directory) {

	private static final long MOST_SECONDS = 300;

	/**
	 * Run a program.
	 * @param environment variables to add to those of this process
	 * @param input the lines of its standard input
	 * @param command the program and its arguments
	 * @return the lines of its standard output
	 */
	List<String> lines(Map<String, String> environment, List<String> input, String... command) throws Exception {
		Path in = write("input", input);
		Path out = this.directory.resolve("output");
		File errors = this.directory.resolve("errors").toFile();
		ProcessBuilder builder = new ProcessBuilder(command).redirectInput(in.toFile())
			.redirectOutput(out.toFile())
			.redirectError(errors)
			.directory(this.directory.toFile());
		builder.environment().putAll(environment);
		Process process = builder.start();
		try {
			assertThat(process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)).isTrue();
			assertThat(process.exitValue()).describedAs("%s", Files.readString(errors.toPath())).isZero();
			return Files.readAllLines(out);
		}
		finally {
			process.destroyForcibly();
		}
	}

	/**
	 * Write a file.
	 * @param name its name
	 * @param lines its lines
	 * @return the file
	 */
	Path write(String name, List<String> lines) throws IOException {
		return Files.writeString(this.directory.resolve(name), String.join("\n", lines) + "\n");
	}

	/**
	 * Copy a resource of this package.
	 * @param name its name
	 * @return the copy
	 */
	Path copy(String name) throws IOException {
		try (var resource = ProgramRun.class.getResourceAsStream(name)) {
			assertThat(resource).isNotNull();
			Path copy = this.directory.resolve(name);
			Files.copy(resource, copy);
			return copy;
		}
	}

}
