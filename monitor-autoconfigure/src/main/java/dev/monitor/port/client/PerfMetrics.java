package dev.monitor.port.client;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.monitor.http.HostPort;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that an application answers to {@code perf_metrics}.
 *
 * @param client asks for them
 */
record PerfMetrics(PortClient client) {

	/**
	 * Ask for the numbers.
	 * @param port the monitor port
	 * @return the numbers by {@code category.name}, at least one
	 * @throws IOException if the port does not answer any
	 */
	SortedMap<String, Number> of(HostPort port) throws IOException {
		String answer = new String(this.client.ask(port, "perf_metrics"), StandardCharsets.UTF_8).strip();
		if (answer.startsWith("Error")) {
			throw new IOException(answer);
		}
		try {
			SortedMap<String, Number> numbers = numbers(JsonReader.read(answer));
			if (numbers.isEmpty()) {
				throw new IOException("There are no numbers in the answer");
			}
			return numbers;
		}
		catch (IllegalArgumentException ex) {
			throw new IOException("The answer is not what perf_metrics answers: " + ex.getMessage());
		}
	}

	private static SortedMap<String, Number> numbers(@Nullable Object answer) {
		SortedMap<String, Number> numbers = new TreeMap<>();
		if (answer instanceof Map<?, ?> categories) {
			categories.forEach((category, members) -> {
				if (members instanceof Map<?, ?> named) {
					named.forEach((name, value) -> {
						if (value instanceof Number number) {
							numbers.put(category + "." + name, number);
						}
					});
				}
			});
		}
		return numbers;
	}

}
