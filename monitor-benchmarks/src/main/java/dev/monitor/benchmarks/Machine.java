package dev.monitor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that the numbers come from, and this JVM's part of it.
 */
public final class Machine {

	private Machine() {
	}

	/**
	 * Return the processor's name, or its architecture where the system does not tell.
	 */
	public static String processor() throws IOException {
		Path info = Path.of("/proc/cpuinfo");
		if (!Files.isReadable(info)) {
			return System.getProperty("os.arch");
		}
		try (Stream<String> lines = Files.lines(info)) {
			return lines.filter((line) -> line.startsWith("model name"))
				.map((line) -> line.substring(line.indexOf(':') + 1).strip())
				.findFirst()
				.orElse("unknown processor");
		}
	}

	/**
	 * Keep this JVM with all its threads on one core, away from the server.
	 */
	public static void pin(int core) throws IOException, InterruptedException {
		int status = new ProcessBuilder("taskset", "-a", "-c", "-p", Integer.toString(core),
				Long.toString(ProcessHandle.current().pid()))
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start()
			.waitFor();
		if (status != 0) {
			throw new IllegalStateException("This process cannot be kept on core " + core);
		}
	}

}
