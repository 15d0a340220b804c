package dev.monitor.benchmarks.start;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

import dev.monitor.benchmarks.ServerProcess;
import dev.monitor.benchmarks.start.server.StartedApplication;

/**
 * What one start took.
 *
 * @param seconds from the start of the process until the app was ready
 * @param numbers what the app says of itself, by name
 */
record Start(double seconds, Map<String, Double> numbers) {

	/**
	 * Start the app, which runs on core 0, and end it.
	 * @param javaHome the JDK
	 * @param classPath the class path
	 * @param arguments arguments of the app
	 * @param others given the lines that are neither a number nor a log event of a normal
	 * start
	 */
	static Start of(Path javaHome, String classPath, List<String> arguments, Consumer<String> others)
			throws IOException {
		List<String> command = new ArrayList<>(List.of("taskset", "-c", "0"));
		command.add(javaHome.resolve("bin").resolve("java").toString());
		command.addAll(ServerProcess.FLAGS);
		command.addAll(List.of("-cp", classPath, StartedApplication.class.getName()));
		command.addAll(arguments);
		long begin = System.nanoTime();
		Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
		double seconds = Double.NaN;
		Map<String, Double> numbers = new HashMap<>();
		StringBuilder output = new StringBuilder();
		try (BufferedReader reader = process.inputReader()) {
			for (String line = reader.readLine(); line != null; line = reader.readLine()) {
				if (line.equals(StartedApplication.END)) {
					return new Start(seconds, numbers);
				}
				if (line.equals(StartedApplication.READY)) {
					seconds = (System.nanoTime() - begin) / 1e9;
				}
				else if (!Double.isNaN(seconds) && line.matches("[a-z]+=\\d+")) {
					String[] parts = line.split("=", 2);
					numbers.put(parts[0], Double.valueOf(parts[1]));
				}
				else {
					output.append(line).append('\n');
					others.accept(line);
				}
			}
			throw new IllegalStateException("The app did not start:\n" + output);
		}
		finally {
			process.destroyForcibly().onExit().join();
		}
	}

	double megabytes() {
		return number("resident") / 1024;
	}

	double number(String name) {
		return this.numbers.getOrDefault(name, Double.NaN);
	}

}
