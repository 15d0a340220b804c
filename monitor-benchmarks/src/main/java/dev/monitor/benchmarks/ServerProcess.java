package dev.monitor.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

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
		List<String> command = java(core, main);
		PROPERTIES.forEach((property) -> command.add("--" + property));
		properties.forEach((property) -> command.add("--" + property));
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		CompletableFuture<Integer> port = new CompletableFuture<>();
		Thread reader = new Thread(() -> copy(process, log, port), "server output");
		reader.setDaemon(true);
		reader.start();
		try {
			return new ServerProcess(process, port.get(START_SECONDS, TimeUnit.SECONDS));
		}
		catch (ExecutionException | InterruptedException | TimeoutException ex) {
			process.destroyForcibly();
			throw new IllegalStateException("The server did not start, see " + log, ex);
		}
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

	private static List<String> java(int core, Class<?> main) {
		List<String> command = new ArrayList<>(List.of("taskset", "-c", Integer.toString(core)));
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(FLAGS);
		command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
		return command;
	}

	private static void copy(Process process, Path log, CompletableFuture<Integer> port) {
		try (BufferedReader output = process.inputReader(); BufferedWriter file = Files.newBufferedWriter(log)) {
			for (String line = output.readLine(); line != null; line = output.readLine()) {
				file.write(line);
				file.newLine();
				file.flush();
				if (line.startsWith(PORT)) {
					port.complete(Integer.valueOf(line.substring(PORT.length())));
				}
			}
			port.completeExceptionally(new IllegalStateException("The server ended"));
		}
		catch (IOException ex) {
			port.completeExceptionally(ex);
			throw new UncheckedIOException(ex);
		}
	}

	public int port() {
		return this.port;
	}

	/**
	 * Return the CPU time that it has used so far, in steps of 10 ms.
	 */
	public Duration cpuTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
