package dev.monitor.status;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.monitor.status.History.Series;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link History}.
 */
class HistoryTests {

	private static final Instant BEGIN = Instant.ofEpochMilli(1_800_000_000_000L);

	private int asked;

	private final StatusSource source = new StatusSource() {

		@Override
		public String name() {
			return "http";
		}

		@Override
		public StatusSection section() {
			HistoryTests.this.asked++;
			return StatusSection.EMPTY.with("requests", HistoryTests.this.asked).with("errors", 0.5);
		}

	};

	@Test
	void pointsComeFromTheOldestAndTheOldestGoes() {
		History history = history(Duration.ofSeconds(15));
		assertThat(history.section().rows()).isEmpty();
		assertThat(history.section().numbers()).containsEntry("interval_seconds", 5L);
		history.sample();
		history.sample();
		assertThat(history.section().rows()).extracting((row) -> row.numbers().get("in")).containsExactly(1.0, 2.0);
		for (int i = 3; i <= 7; i++) {
			history.sample();
			assertThat(history.section().rows()).hasSize(3)
				.extracting((row) -> row.numbers().get("in"))
				.containsExactly(i - 2.0, i - 1.0, (double) i);
		}
		assertThat(history.section().rows())
			.allSatisfy((row) -> assertThat(row.numbers()).containsEntry("time", BEGIN.toEpochMilli())
				.containsEntry("bad", 0.5)
				.containsEntry("unknown", -1.0)
				.containsEntry("absent", -1.0));
	}

	@Test
	void aSectionIsAskedOnceForAllItsNumbers() {
		history(Duration.ofSeconds(15)).sample();
		assertThat(this.asked).isOne();
	}

	@Test
	void withoutLengthNothingIsKeptAndNothingRuns() {
		History none = history(Duration.ZERO);
		none.start();
		assertThat(none).extracting("task.running").isEqualTo(false);
		assertThat(none.section().rows()).isEmpty();
	}

	@Test
	void itRunsFromStartToStop() {
		History history = history(Duration.ofMinutes(10));
		history.start();
		assertThat(history).extracting("task.running").isEqualTo(true);
		history.stop();
		assertThat(history).extracting("task.running").isEqualTo(false);
	}

	private History history(Duration length) {
		List<Series> series = List.of(new Series("in", "http", "requests"), new Series("bad", "http", "errors"),
				new Series("unknown", "http", "unknown"), new Series("absent", "absent", "unknown"));
		return new History(length, series, () -> new StatusSources(List.of(this.source)),
				Clock.fixed(BEGIN, ZoneOffset.UTC));
	}

}
