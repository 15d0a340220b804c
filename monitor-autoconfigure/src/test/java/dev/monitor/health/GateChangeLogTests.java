package dev.monitor.health;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateChangeLogTests {

	private final FakeClock clock = new FakeClock();

	private final SwitchGate gate = SwitchGate.opened("dependencies", this.clock);

	private final Gates gates = new Gates(List.of(this.gate));

	private final GateHistory history = new GateHistory();

	private final GateChangeLog log = new GateChangeLog(this.gates, this.history, Set.of(), this.clock);

	private final CapturedLog captured = new CapturedLog(GateChangeLog.class);

	@AfterEach
	void close() {
		this.captured.close();
	}

	@Test
	void aChangeIsOneLineWithTheReasonAndHowLongTheLastStateHeld() {
		this.log.observe();
		this.clock.advance(Duration.ofMillis(12_500));
		this.gate.close("Dependency 'stock' down: HTTP 500");
		this.log.observe();
		this.log.observe();
		assertThat(this.captured.lines()).containsExactly("WARN Gate 'dependencies' closed (was open for 12.5 s)."
				+ " Reason: Dependency 'stock' down: HTTP 500. The instance now reports not ready.");
	}

	@Test
	void noStateHeldForLessThanNoTimeIfTheClockIsSetBack() {
		this.log.observe();
		this.clock.advance(Duration.ofHours(-1));
		this.gate.close("Overloaded");
		this.log.observe();
		assertThat(this.captured.lines().get(0)).contains("(was open for 0.0 s)");
		assertThat(this.history.section().rows().get(0).numbers()).containsEntry("held_seconds", 0.0);
	}

	@Test
	void aGateThatLeavesTheInstanceReadySaysSo() {
		GateChangeLog some = new GateChangeLog(this.gates, this.history, Set.of("dependencies"), this.clock);
		some.observe();
		this.clock.advance(Duration.ofMillis(12_500));
		this.gate.close("Overloaded");
		some.observe();
		assertThat(this.captured.lines()).containsExactly("WARN Gate 'dependencies' closed (was open for 12.5 s)."
				+ " Reason: Overloaded. monitor.health.readiness-exclude keeps the instance ready.");
	}

	@Test
	void openingSaysWhatTheReasonWas() {
		this.gate.close("Overloaded");
		this.log.observe();
		this.clock.advance(Duration.ofSeconds(2));
		this.gate.open();
		this.log.observe();
		assertThat(this.captured.lines())
			.containsExactly("INFO Gate 'dependencies' opened (was closed for 2.0 s). Reason was: Overloaded");
	}

	@Test
	void whatClosesAtEachStartOrEndIsNoWarning() {
		SwitchGate shutdown = SwitchGate.opened("shutdown", this.clock);
		SwitchGate warmup = SwitchGate.opened("warmup", this.clock);
		GateChangeLog all = new GateChangeLog(new Gates(List.of(this.gate, warmup, shutdown)), this.history, Set.of(),
				this.clock);
		all.observe();
		warmup.close("Warmup in progress");
		all.observe();
		this.gate.close("Application refuses traffic");
		shutdown.close("Shutting down");
		all.observe();
		assertThat(this.captured.lines()).hasSize(3).allMatch((line) -> line.startsWith("INFO Gate '"));
	}

	@Test
	void theApplicationIsGivenTimeToSayThatItEnds() {
		SwitchGate application = SwitchGate.opened("application", this.clock);
		SwitchGate shutdown = SwitchGate.opened("shutdown", this.clock);
		GateChangeLog all = new GateChangeLog(new Gates(List.of(application, shutdown)), this.history, Set.of(),
				this.clock);
		all.observe();
		application.close("Application refuses traffic");
		all.observe();
		assertThat(this.captured.lines()).isEmpty();
		shutdown.close("Shutting down");
		all.observe();
		assertThat(this.captured.lines()).hasSize(2).allMatch((line) -> line.startsWith("INFO Gate '"));
	}

	@Test
	void anApplicationThatRefusesTrafficIsAWarningOneObservationLater() {
		SwitchGate application = SwitchGate.opened("application", this.clock);
		GateChangeLog all = new GateChangeLog(new Gates(List.of(application)), this.history, Set.of(), this.clock);
		all.observe();
		for (int i = 1; i <= 2; i++) {
			application.close("Application refuses traffic");
			all.observe();
			application.open();
			all.observe();
			application.close("Application refuses traffic");
			all.observe();
			assertThat(this.captured.lines()).hasSize(2 * (i - 1));
			all.observe();
			assertThat(this.captured.lines()).hasSize(2 * i - 1)
				.last()
				.asString()
				.startsWith("WARN Gate 'application' closed (was open for ");
			application.open();
			all.observe();
		}
	}

	@Test
	void theFirstObservationAndAnotherReasonAreNoChange() {
		this.gate.close("one");
		this.log.observe();
		this.gate.close("two");
		this.log.observe();
		assertThat(this.captured.lines()).isEmpty();
	}

	@Test
	void theLastFiftyChangesAreKeptLatestFirst() {
		this.log.observe();
		for (int i = 1; i <= 30; i++) {
			this.clock.advance(Duration.ofMillis(1500));
			this.gate.close("Overloaded " + i);
			this.log.observe();
			this.clock.advance(Duration.ofSeconds(1));
			this.gate.open();
			this.log.observe();
		}
		StatusSection section = this.history.section();
		assertThat(section.numbers()).containsOnly(Map.entry("changes", 60L));
		assertThat(section.rows()).hasSize(50)
			.startsWith(row("2026-11-21T12:01:15Z", "open", 1.0, "Overloaded 30"),
					row("2026-11-21T12:01:14Z", "closed", 1.5, "Overloaded 30"));
		assertThat(section.rows().get(49).texts()).containsEntry("state", "closed")
			.containsEntry("reason", "Overloaded 6");
	}

	private static StatusRow row(String time, String state, double held, String reason) {
		return StatusRow.of("dependencies")
			.with("held_seconds", held)
			.with("time", time)
			.with("state", state)
			.with("reason", reason);
	}

}
