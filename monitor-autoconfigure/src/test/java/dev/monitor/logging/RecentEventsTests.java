package dev.monitor.logging;

import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import dev.monitor.status.StatusRow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link RecentEvents}.
 */
class RecentEventsTests {

	private static final Instant TIME = Instant.parse("2026-11-28T01:02:03.456Z");

	private final RecentEvents events = new RecentEvents();

	@Test
	void theLatestComesFirstAndKeepsItsNumber() {
		this.events.add(event("WARN", "slow"));
		this.events.add(new RecentEvent(TIME, "ERROR", "app.Orders", "main", "failed", "java.io.IOException: reset"));
		assertThat(this.events.section().numbers()).containsEntry("warnings", 1L).containsEntry("errors", 1L);
		assertThat(rows()).extracting(StatusRow::name).containsExactly("2", "1");
		assertThat(rows().get(0).texts()).containsEntry("time", "2026-11-28T01:02:03.456Z")
			.containsEntry("level", "ERROR")
			.containsEntry("logger", "app.Orders")
			.containsEntry("thread", "main")
			.containsEntry("message", "failed")
			.containsEntry("exception", "java.io.IOException: reset");
		this.events.add(event("WARN", "again"));
		assertThat(rows()).extracting(StatusRow::name).containsExactly("3", "2", "1");
	}

	@Test
	void twoHundredAreKept() {
		IntStream.rangeClosed(1, 250).forEach((number) -> this.events.add(event("WARN", "event " + number)));
		assertThat(rows()).hasSize(200);
		assertThat(rows().get(0).texts()).containsEntry("message", "event 250");
		assertThat(rows().get(199).texts()).containsEntry("message", "event 51");
		assertThat(this.events.section().numbers()).containsEntry("warnings", 250L);
	}

	@Test
	void ofLongOnesFewerAreKeptWhetherReadOrNot() {
		for (int i = 0; i < 3; i++) {
			IntStream.range(0, 250).forEach((number) -> this.events.add(event("ERROR", "x".repeat(100_000))));
			assertThat(rows()).hasSize(99)
				.allSatisfy((row) -> assertThat(row.texts().get("message")).hasSize(200).endsWith("..."));
		}
	}

	@Test
	void secretsAreTakenOutOfMessageAndException() {
		this.events.add(new RecentEvent(TIME, "WARN", "app", "main", "GET http://user:sesame@stock/?key=sesame\nfailed",
				"java.sql.SQLException: password=sesame"));
		assertThat(rows()).singleElement()
			.satisfies((row) -> assertThat(row.texts().values())
				.allSatisfy((text) -> assertThat(text).doesNotContain("sesame", "\n")));
		assertThat(rows().get(0).texts().get("message")).startsWith("GET http://stock/?");
	}

	private static RecentEvent event(String level, String message) {
		return new RecentEvent(TIME, level, "app", null, message, "");
	}

	private List<StatusRow> rows() {
		return this.events.section().rows();
	}

}
