package dev.monitor.logging.logback;

import java.io.PrintStream;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * {@link System#out} or {@link System#err} as it was at the start: what an application
 * puts in its place later may well be a logger. Spring Boot's capture for tests is
 * followed whenever it is there. Thread-safe.
 */
final class TakenStream {

	private static final String CAPTURE = "org.springframework.boot.test.system.";

	private final Supplier<PrintStream> current;

	private volatile @Nullable PrintStream taken;

	/**
	 * Take the stream.
	 * @param current returns the stream of the moment
	 */
	TakenStream(Supplier<PrintStream> current) {
		this.current = current;
		get();
	}

	PrintStream get() {
		PrintStream now = this.current.get();
		// System.setOut(null) is allowed
		if (now != null && now.getClass().getName().startsWith(CAPTURE)) {
			return now;
		}
		PrintStream first = this.taken;
		if (first == null) {
			first = now;
			this.taken = first;
		}
		return first;
	}

}
