package dev.monitor.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A JVM with the server, on a core of its own. It ends with {@link #close()} and also
 * when this JVM ends in whatever way.
 */
public final class ServerProcess implements AutoCloseable {

	/**
	 * What the line starts with in which a server tells its port on standard output.
	 */
	public static final String PORT = "listening on port ";

	/**
	 * The serial collector, since there is one core.
	 */
	public static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

	private static final List<String> PROPERTIES = List.of("server.address=127.0.0.1", "server.port=0",
			"logging.level.root=WARN", "spring.main.banner-mode=off", "monitor.warmup.auto=false",
			"monitor.logging.access.enabled=false", "management.endpoints.web.exposure.include=health,metrics");

	/**
	 * System property with more flags of the servers' JVMs, such as {@code -Xint} for
	 * what code costs that is not compiled.
	 */
	private static final String MORE_FLAGS = "server.flags";

	private static final int START_SECONDS = 60;

	private final Process process;

	private final int port;

	private ServerProcess(Process process, int port) {
		this.process = process;
		this.port = port;
	}

	/**
	 * Start a server and wait until it told its port.
	 * @param main its main class; ends when its standard input does
	 * @param core the core it runs on
	 * @param properties settings besides those that all servers have
	 * @param log file for what it prints
	 */
	public static ServerProcess start(Class<?> main, int core, List<String> properties, Path log) throws IOException {
		List<String> command = java(core, main, System.getProperty(MORE_FLAGS, "").split(" ", -1));
		PROPERTIES.stream().filter((property) -> !isSet(property, properties)).forEach((it) -> command.add("--" + it));
		properties.forEach((property) -> command.add("--" + property));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
		try {
			return new ServerProcess(process, awaitPort(process, log));
		}
		catch (InterruptedException | IllegalStateException ex) {
			process.destroyForcibly();
			throw new IllegalStateException("The server did not start, see " + log, ex);
		}
	}

	private static boolean isSet(String property, List<String> properties) {
		String name = property.substring(0, property.indexOf('=') + 1);
		return properties.stream().anyMatch((other) -> other.startsWith(name));
	}

	private static int awaitPort(Process process, Path log) throws IOException, InterruptedException {
		for (int i = 0; i < START_SECONDS * 20 && process.isAlive(); i++) {
			Optional<String> port = lines(log).filter((line) -> line.startsWith(PORT)).findFirst();
			if (port.isPresent()) {
				return Integer.parseInt(port.get().substring(PORT.length()));
			}
			TimeUnit.MILLISECONDS.sleep(50);
		}
		throw new IllegalStateException("It told no port");
	}

	/**
	 * Return the lines that are complete.
	 */
	private static Stream<String> lines(Path log) throws IOException {
		String text = Files.readString(log);
		return text.substring(0, text.lastIndexOf('\n') + 1).lines();
	}

	/**
	 * Run a program to its end.
	 * @param main its main class
	 * @param core the core it runs on
	 * @param argument its argument
	 * @return the first line that it prints
	 */
	public static String run(Class<?> main, int core, String argument) throws IOException {
		List<String> command = java(core, main);
		command.add(argument);
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader output = process.inputReader()) {
			return String.valueOf(output.readLine());
		}
	}

	private static List<String> java(int core, Class<?> main, String... flags) {
		List<String> command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(FLAGS);
		Stream.of(flags).filter((flag) -> !flag.isEmpty()).forEach(command::add);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		return command;
	}

	public int port() {
		return this.port;
	}

	/**
	 * Write each safepoint to a file from now on.
	 * @param file the file
	 */
	public void logSafepoints(Path file) throws IOException, InterruptedException {
		int status = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
				Long.toString(this.process.pid()), "VM.log", "what=safepoint", "output=file=" + file.toAbsolutePath())
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		if (status != 0) {
			throw new IOException("jcmd VM.log ended with " + status);
		}
	}

	/**
	 * Return the CPU time that it has used so far, in steps of 10 ms.
	 */
	public Duration cpuTime() {
		return this.process.info()
			.totalCpuDuration()
			.orElseThrow(() -> new IllegalStateException(this.process.isAlive()
					? "The CPU time of the server cannot be read: this JVM has no file descriptor left"
					: "The server has ended with status " + this.process.exitValue()));
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
