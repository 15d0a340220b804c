package dev.monitor;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/**
 * Programs that the tests ask whether they understand Monitor. Where one is missing the
 * test is aborted, saying which Debian package has it; with
 * {@code -Dtests.real-clients=required} it fails.
 */
public final class RealClient {

	private static final String REQUIRED = "tests.real-clients";

	/**
	 * The directory with {@code node_modules} in it.
	 */
	private static final String NODE_MODULES = "tests.node-modules";

	private RealClient() {
	}

	/**
	 * Find a program.
	 * @param program its name
	 * @param debianPackage the package that has it
	 * @return the program, found on the path
	 */
	public static Path find(String program, String debianPackage) {
		Path found = onPath(program);
		return (found != null) ? found : missing(program, "apt-get install " + debianPackage);
	}

	/**
	 * Find a library that is no program.
	 * @param path where it is, a file or a directory
	 * @param debianPackage the package that has it
	 * @return the path
	 */
	public static Path file(String path, String debianPackage) {
		Path file = Path.of(path);
		return Files.exists(file) ? file : missing(path, "apt-get install " + debianPackage);
	}

	/**
	 * Find a module of Node.js below the directory that the system property
	 * {@code tests.node-modules} names.
	 * @param name its name
	 * @param version its version
	 * @return the directory of the module
	 */
	public static Path nodeModule(String name, String version) {
		String directory = System.getProperty(NODE_MODULES, "target");
		Path module = Path.of(directory, "node_modules", name);
		return Files.exists(module) ? module.toAbsolutePath() : missing(name,
				"npm install --prefix DIRECTORY " + name + "@" + version + " and -D" + NODE_MODULES + "=DIRECTORY");
	}

	/**
	 * Find a library that the tests' own class path must not have, in the repository that
	 * the others come from.
	 * @param group its group
	 * @param artifact its name
	 * @param version its version
	 * @return the jar
	 */
	public static Path jar(String group, String artifact, String version) {
		Path jar = repository().resolve(group.replace('.', '/')).resolve(artifact).resolve(version);
		Path file = jar.resolve(artifact + "-" + version + ".jar");
		String coordinates = group + ":" + artifact + ":" + version;
		return Files.exists(file) ? file
				: missing(artifact, "./mvnw dependency:get -Dtransitive=false -Dartifact=" + coordinates);
	}

	private static Path repository() {
		Class<?> known = org.slf4j.Logger.class;
		Path jar = Path.of(known.getProtectionDomain().getCodeSource().getLocation().getPath());
		return jar.resolve("../../../../..").normalize();
	}

	private static @Nullable Path onPath(String program) {
		String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
		Predicate<Path> isProgram = (file) -> Files.isRegularFile(file) && Files.isExecutable(file);
		return Arrays.stream(path.split(File.pathSeparator))
			.map((directory) -> Path.of(directory, program))
			.filter(isProgram)
			.findFirst()
			.orElse(null);
	}

	private static Path missing(String what, String remedy) {
		String message = what + " is missing: " + remedy;
		return "required".equals(System.getProperty(REQUIRED)) ? Assertions.fail(message) : Assumptions.abort(message);
	}

}
