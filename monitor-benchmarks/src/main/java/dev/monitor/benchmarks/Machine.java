package dev.monitor.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/**
 * The machine that the numbers come from.
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

}
