package dev.monitor.performance.profile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import jdk.jfr.FlightRecorder;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FlightProfile}.
 */
class FlightProfileTests {

	private final Thread busy = new Thread(this::spinHere, "busy");

	private volatile double number;

	private volatile Object[] garbage = new Object[1000];

	@BeforeEach
	void work() {
		this.busy.setDaemon(true);
		this.busy.start();
	}

	@AfterEach
	void rest() throws InterruptedException {
		this.busy.interrupt();
		this.busy.join();
	}

	@Test
	void whoUsesTheProcessorIsFound() throws Exception {
		assertFound("cpu");
	}

	@Test
	void whoAllocatesIsFound() throws Exception {
		assertFound("allocation");
	}

	@Test
	void anInterruptEndsItAndLeavesNothing() throws Exception {
		List<String> before = files();
		AtomicReference<Throwable> end = new AtomicReference<>();
		Thread profile = new Thread(() -> {
			try {
				FlightProfile.record("cpu", Duration.ofMinutes(10));
			}
			catch (IOException | InterruptedException ex) {
				end.set(ex);
			}
		});
		profile.start();
		Awaitility.await()
			.until(() -> FlightRecorder.getFlightRecorder()
				.getRecordings()
				.stream()
				.anyMatch((recording) -> recording.getStartTime() != null));
		profile.interrupt();
		profile.join();
		assertThat(end.get()).isInstanceOf(InterruptedException.class);
		assertThat(files()).isSubsetOf(before);
		assertThat(FlightRecorder.getFlightRecorder().getRecordings()).isEmpty();
	}

	/**
	 * The recorder samples when the machine lets it, so it is tried until it has.
	 */
	private void assertFound(String kind) {
		Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
			List<String> before = files();
			StatusSection section = FlightProfile.record(kind, Duration.ofMillis(500)).get();
			assertThat(section.rows()).extracting(StatusRow::name)
				.contains(FlightProfileTests.class.getName() + ".spinHere");
			assertThat(number(section.numbers(), "samples")).isPositive();
			assertThat(number(section.numbers(), "value"))
				.isGreaterThanOrEqualTo(number(section.rows().get(0).numbers(), "value"));
			assertThat(files()).isSubsetOf(before);
		});
	}

	private void spinHere() {
		while (!Thread.currentThread().isInterrupted()) {
			this.number = Math.sin(this.number + 1);
			this.garbage = new Object[this.garbage.length];
		}
	}

	private static long number(Map<String, Number> numbers, String name) {
		return Objects.requireNonNull(numbers.get(name)).longValue();
	}

	/**
	 * Return what recordings would leave behind.
	 */
	private static List<String> files() throws IOException {
		List<String> files = new ArrayList<>();
		try (Stream<Path> all = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
			all.map((file) -> file.getFileName().toString())
				.filter((name) -> name.startsWith("monitor-profile")
						|| name.endsWith("_" + ProcessHandle.current().pid()))
				.forEach(files::add);
		}
		return files;
	}

}
