package dev.monitor.dependency;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.HandDriven;
import dev.monitor.check.ScriptedProbe;
import dev.monitor.status.StatusRow;
import org.junit.jupiter.api.Test;

import static dev.monitor.check.ScriptedProbe.fail;
import static dev.monitor.check.ScriptedProbe.ok;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link DependencyStatus}.
 */
class DependencyStatusTests {

	private static final CheckSchedule SCHEDULE = new CheckSchedule(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(2), 1, 1);

	private final HandDriven hand = new HandDriven();

	@Test
	void eachHasItsStateAndWhySinceWhen() {
		List<Check> checks = Stream
			.of(ScriptedProbe.required("stock", ok()), new ScriptedProbe("hints", false, fail("HTTP 500")))
			.map((probe) -> this.hand.dependency(probe, SCHEDULE))
			.toList();
		DependencyStatus status = new DependencyStatus(checks, this.hand.time());
		assertThat(status.name()).isEqualTo("dependencies");
		assertThat(status.section().numbers()).containsEntry("up", 0L).containsEntry("unknown", 2L);
		assertThat(status.section().rows()).allSatisfy((row) -> {
			assertThat(row.numbers()).containsEntry("last_millis", -1L);
			assertThat(row.texts()).containsEntry("state", "unknown").containsEntry("reason", "not checked yet");
		});
		this.hand.monitor(checks.toArray(Check[]::new)).start();
		this.hand.advance(Duration.ofMillis(1500));
		assertThat(status.section().numbers()).containsEntry("up", 1L)
			.containsEntry("down", 1L)
			.containsEntry("unknown", 0L);
		StatusRow stock = status.section().rows().get(0);
		assertThat(stock.name()).isEqualTo("stock");
		assertThat(stock.numbers()).containsEntry("required", 1).containsEntry("since_seconds", 1.5);
		assertThat(stock.texts()).containsEntry("state", "up")
			.containsEntry("reason", "")
			.containsEntry("changed", HandDriven.BEGIN.toString());
		StatusRow hints = status.section().rows().get(1);
		assertThat(hints.numbers()).containsEntry("required", 0);
		assertThat(hints.texts()).containsEntry("state", "down").containsEntry("reason", "HTTP 500");
	}

}
