package dev.monitor.metricline.autoconfigure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.springframework.core.env.Environment;

/**
 * Name that the machine or container has for itself. Asks no name server.
 *
 * @param value the name, empty if it is unknown
 */
record HostName(String value) {

	static HostName from(Environment environment, Path root) {
		String name = environment.getProperty("HOSTNAME", "");
		return new HostName(name.isBlank() ? kernel(root) : name.strip());
	}

	private static String kernel(Path root) {
		try {
			return Files.readString(root.resolve("proc/sys/kernel/hostname")).strip();
		}
		catch (IOException | RuntimeException ex) {
			return "";
		}
	}

}
