package dev.monitor.port.health;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;

import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class HealthCommandsTests {

	private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-28T10:15:30.250Z"), ZoneOffset.UTC);

	private final SwitchGate startup = SwitchGate.opened("startup", CLOCK);

	private final SwitchGate concurrency = SwitchGate.opened("concurrency", CLOCK);

	private final Section permits = new Section("concurrency");

	private final Section warmup = new Section("warmup");

	private final Section changes = new Section("gate_changes");

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			Instance is booting                            | Instance is booting
			Warmup in progress                             | Warmup in progress
			Warmup in progress: caches 3/7                 | Warmup in progress
			Shutting down                                  | Shutting down
			Warmup failed: caches: no                      | Error: Warmup failed: caches: no
			Dependency 'db' down: TOKEN NOT OK             | Error: Dependency 'db' down: TOkEN NOT Ok
			Overloaded for 12 s                            | Error: Overloaded for 12 s
			password=abc is wrong                          | Error: password=...
			""")
	void healthIsTheFirstReason(String reason, String answer) {
		assertThat(ask("health_check")).isEqualTo("OK");
		this.concurrency.close("another reason");
		this.startup.close(reason);
		assertThat(ask("health_check")).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			startup     | Instance is booting            | down # Instance is booting
			startup     | Warmup in progress: caches 3/7 | down # warmup 3/7
			startup     | Dependency 'db' down: NOT OK   | down # Dependency 'db' down: NOT Ok
			startup     | Shutting down                  | up 0% # Shutting down
			concurrency | Overloaded for 12 s            | up 0% # Overloaded for 12 s
			""")
	void anAgentIsToldTheWholeState(String gate, String reason, String answer) {
		this.warmup.section = StatusSection.EMPTY.with("done", 0).with("tasks", 7).with("succeeded", 3);
		(gate.equals("startup") ? this.startup : this.concurrency).close(reason);
		assertThat(ask("agent_check")).isEqualTo(answer);
	}

	@ParameterizedTest
	@CsvSource({ "20, 0, 100", "20, 15, 25", "20, 1, 95", "20, 20, 1", "20, 27, 1", "1000, 999, 1" })
	void theWeightOfAnAgentFollowsFreePermits(int limit, int active, int weight) {
		assertThat(ask("agent_check")).isEqualTo("up 100%");
		this.permits.section = StatusSection.EMPTY.with("limit", limit).with("active", active);
		assertThat(ask("agent_check")).isEqualTo("up " + weight + "%");
	}

	@Test
	void aLimitThatIsOnlyObservedMovesNoTraffic() throws Exception {
		this.permits.section = StatusSection.EMPTY.with("limit", 20).with("active", 15);
		MonitorCommand command = HealthCommands
			.of(new Gates(List.of(this.startup)), new StatusSources(List.of(this.permits)), false)
			.stream()
			.filter((each) -> each.name().equals("agent_check"))
			.findFirst()
			.orElseThrow();
		assertThat(command.run(List.of())).isEqualTo("up 100%");
	}

	@Test
	void onlyOnRequestDoesAnAgentLiftWhatAnOperatorHasSet() {
		assertThat(command("agent_check", true).isReadOnly()).isTrue();
		assertThat(ask("agent_check", true)).isEqualTo("ready up 100%");
		this.startup.close("Shutting down");
		assertThat(ask("agent_check", true)).isEqualTo("up 0% # Shutting down");
	}

	@Test
	void warmupIsTwoDigits() {
		assertThat(ask("warmup_state")).isEqualTo("1 0");
		this.warmup.section = StatusSection.EMPTY.with("done", 0).with("in_progress", 1);
		assertThat(ask("warmup_state")).isEqualTo("0 1");
	}

	@Test
	void gatesAndTheirChangesAreLines() {
		this.concurrency.close("Overloaded for OK s");
		assertThat(ask("gates")).isEqualTo("""
				startup open 2026-11-28T10:15:30.250Z
				concurrency closed 2026-11-28T10:15:30.250Z Overloaded for Ok s
				""");
		this.changes.section = StatusSection.EMPTY
			.with(List.of(change("open", 2.5, ""), change("closed", 60.0, "Overloaded for 10 s")));
		assertThat(ask("history")).isEqualTo("""
				2026-11-28T10:00:00Z concurrency open 2.5
				2026-11-28T10:00:00Z concurrency closed 60.0 Overloaded for 10 s
				""");
	}

	@ParameterizedTest
	@ValueSource(strings = { "health_check", "agent_check", "warmup_state", "gates", "history" })
	void noneTakesArguments(String name) {
		assertThatIllegalArgumentException().isThrownBy(() -> command(name, false).run(List.of("x")))
			.withMessage(name + " takes no arguments");
	}

	private static StatusRow change(String state, double seconds, String reason) {
		return StatusRow.of("concurrency")
			.with("held_seconds", seconds)
			.with("time", "2026-11-28T10:00:00Z")
			.with("state", state)
			.with("reason", reason);
	}

	private String ask(String name) {
		return ask(name, false);
	}

	private String ask(String name, boolean ready) {
		try {
			return command(name, ready).run(List.of());
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private MonitorCommand command(String name, boolean ready) {
		return HealthCommands
			.of(new Gates(List.of(this.startup, this.concurrency)),
					new StatusSources(List.of(this.permits, this.warmup, this.changes)), ready)
			.stream()
			.filter((command) -> command.name().equals(name))
			.findFirst()
			.orElseThrow();
	}

	private static final class Section implements StatusSource {

		private final String name;

		private StatusSection section = StatusSection.EMPTY;

		Section(String name) {
			this.name = name;
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public StatusSection section() {
			return this.section;
		}

	}

}
