package dev.monitor.benchmarks.load;

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

import dev.monitor.benchmarks.load.server.ServerApplication;
import dev.monitor.benchmarks.load.server.Work;

/**
 * A JVM with the server, on a core of its own. It ends with {@link #close()} and also
 * when this JVM ends in whatever way.
 */
final class ServerProcess implements AutoCloseable {

	/**
	 * The serial collector, since there is one core.
	 */
	static final List<String> FLAGS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

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

	static ServerProcess start(int core, List<String> properties, Path log) throws IOException {
		List<String> command = java(core, ServerApplication.class);
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
	 * Return how many iterations of {@link Work} take so many microseconds on a core.
	 */
	static int calibrate(int core, double micros) throws IOException {
		List<String> command = java(core, Work.class);
		command.add(Double.toString(micros));
		Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
		try (BufferedReader output = process.inputReader()) {
			return Integer.parseInt(String.valueOf(output.readLine()));
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
				if (line.startsWith(ServerApplication.PORT)) {
					port.complete(Integer.valueOf(line.substring(ServerApplication.PORT.length())));
				}
			}
			port.completeExceptionally(new IllegalStateException("The server ended"));
		}
		catch (IOException ex) {
			port.completeExceptionally(ex);
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.port;
	}

	/**
	 * Return the CPU time that it has used so far, in steps of 10 ms.
	 */
	Duration cpuTime() {
		return this.process.info().totalCpuDuration().orElseThrow();
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		this.process.onExit().join();
	}

}
