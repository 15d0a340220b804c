package dev.monitor.logging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A JVM whose class path differs from that of the tests.
 *
 * @param directory where it works
 * @param options options of the JVM
 * @param added jars that its class path has before all others
 * @param removed regular expression of the names of jars that it has not
 */
public record ChildJvm(Path directory, List<String> options, List<Path> added, String removed) {

	/**
	 * Run an application.
	 * @param main its class
	 * @param arguments its arguments
	 * @return the lines of its standard output
	 */
	public List<String> run(Class<?> main, String... arguments) throws IOException, InterruptedException {
		return run(0, main.getName(), arguments);
	}

	/**
	 * Run an application that may fail.
	 * @param status the exit status that is expected
	 * @param main its class
	 * @param arguments its arguments
	 * @return the lines of its standard output
	 */
	public List<String> run(int status, String main, String... arguments) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>();
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.options);
		command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp", classPath(), main));
		command.addAll(List.of(arguments));
		File output = Files.createTempFile(this.directory, "output", ".txt").toFile();
		File errors = this.directory.resolve("errors.txt").toFile();
		Process process = new ProcessBuilder(command).directory(this.directory.toFile())
			.redirectOutput(output)
			.redirectError(errors)
			.start();
		try {
			boolean ended = process.waitFor(200, TimeUnit.SECONDS);
			List<String> lines = Files.readAllLines(output.toPath());
			assertThat(ended).as("%s%s", lines, Files.readString(errors.toPath())).isTrue();
			assertThat(process.exitValue()).as(lines + Files.readString(errors.toPath())).isEqualTo(status);
			return lines;
		}
		finally {
			process.destroyForcibly();
		}
	}

	private String classPath() {
		Stream<String> kept = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
			.filter((entry) -> !Path.of(entry).getFileName().toString().matches(this.removed))
			.map((entry) -> Path.of(entry).toAbsolutePath().toString());
		return String.join(File.pathSeparator, Stream.concat(this.added.stream().map(Path::toString), kept).toList());
	}

}
