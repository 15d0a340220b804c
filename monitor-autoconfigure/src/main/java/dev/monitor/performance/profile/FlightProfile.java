package dev.monitor.performance.profile;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import dev.monitor.status.StatusSection;
import jdk.jfr.FlightRecorder;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Records a profile with the JDK Flight Recorder and folds it into a tree of calls.
 * Recordings that others make go on, with some more events. The first one in a JVM takes
 * seconds to begin. Files are temporary, and gone when it ends.
 * <p>
 * A stack has 64 frames unless {@code -XX:FlightRecorderOptions:stackdepth} says
 * otherwise; of a deeper one the outermost are missing, and it begins with
 * {@value #TRUNCATED}.
 */
public final class FlightProfile {

	static final String TRUNCATED = "(outer frames not recorded)";

	/**
	 * The address of a hidden class, another one in each JVM.
	 */
	private static final Pattern ADDRESS = Pattern.compile("[/.]0x[0-9a-f]+");

	private FlightProfile() {
	}

	/**
	 * Record, and wait meanwhile.
	 * @param kind {@code cpu} or {@code allocation}
	 * @param length for how long
	 * @return makes a table of the tree: a row for each call, a caller before what it has
	 * called, named by its method, with {@code depth} and {@code value} (samples, or
	 * bytes), which includes that of its callees; {@code samples}, their {@code value},
	 * and how many were {@code cut} short
	 * @throws IOException if there is no room for temporary files
	 * @throws InterruptedException if the thread is interrupted
	 * @throws IllegalStateException if the JVM has no recorder
	 */
	public static Supplier<StatusSection> record(String kind, Duration length)
			throws IOException, InterruptedException {
		if (!FlightRecorder.isAvailable()) {
			throw new IllegalStateException("This JVM has no Flight Recorder");
		}
		ProfileKind recorded = ProfileKind.of(kind);
		CallTree tree = new CallTree();
		Path file = Files.createTempFile("monitor-profile", ".jfr");
		try {
			try (Recording recording = new Recording()) {
				recorded.enable(recording);
				recording.start();
				Thread.sleep(length.toMillis());
				recording.stop();
				recording.dump(file);
			}
			fold(file, recorded, tree);
		}
		finally {
			Files.deleteIfExists(file);
			deleteRepository();
		}
		return tree::section;
	}

	private static void fold(Path file, ProfileKind kind, CallTree tree) throws IOException {
		try (RecordingFile events = new RecordingFile(file)) {
			while (events.hasMoreEvents()) {
				RecordedEvent event = events.readEvent();
				RecordedStackTrace stack = event.getStackTrace();
				if (kind.has(event) && stack != null) {
					tree.add(methods(stack), kind.value(event));
				}
			}
		}
	}

	private static List<String> methods(RecordedStackTrace stack) {
		List<String> methods = new ArrayList<>();
		for (RecordedFrame frame : stack.getFrames()) {
			String method = frame.getMethod().getType().getName() + "." + frame.getMethod().getName();
			methods.add(ADDRESS.matcher(method).replaceAll(""));
		}
		if (stack.isTruncated()) {
			methods.add(TRUNCATED);
		}
		Collections.reverse(methods);
		return methods;
	}

	/**
	 * Delete the recorder's directory, which it would leave until the JVM ends and makes
	 * anew when it needs one.
	 */
	private static void deleteRepository() throws IOException {
		String repository = System.getProperty("jdk.jfr.repository");
		if (repository != null && FlightRecorder.getFlightRecorder().getRecordings().isEmpty()) {
			try {
				Files.deleteIfExists(Path.of(repository));
			}
			catch (DirectoryNotEmptyException ex) {
				// another recording has just begun
			}
		}
	}

}
