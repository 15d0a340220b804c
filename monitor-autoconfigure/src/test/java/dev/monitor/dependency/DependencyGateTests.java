package dev.monitor.dependency;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.monitor.check.Check;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.Checks;
import dev.monitor.check.HandDriven;
import dev.monitor.check.ScriptedProbe;
import dev.monitor.gate.Verdict;
import org.junit.jupiter.api.Test;

import static dev.monitor.check.ScriptedProbe.fail;
import static dev.monitor.check.ScriptedProbe.ok;
import static org.assertj.core.api.Assertions.assertThat;

class DependencyGateTests {

	private static final CheckSchedule SCHEDULE = new CheckSchedule(Duration.ofSeconds(10), Duration.ofSeconds(5),
			Duration.ofSeconds(2), 1, 1);

	private final HandDriven hand = new HandDriven();

	@Test
	void isOpenWithoutDependencies() {
		DependencyGate gate = new DependencyGate(List.of(), this.hand.time());
		assertThat(gate.name()).isEqualTo("dependencies");
		assertThat(gate.verdict()).isEqualTo(Verdict.open(HandDriven.BEGIN));
	}

	@Test
	void isClosedUntilEachRequiredDependencyIsUp() {
		DependencyGate gate = start(ScriptedProbe.required("stock", ok()), ScriptedProbe.required("price", ok()));
		assertThat(gate.verdict())
			.isEqualTo(Verdict.closed("Dependency \'stock' not checked yet (+1 more)", HandDriven.BEGIN));
		this.hand.advance(Duration.ZERO);
		assertThat(gate.verdict()).isEqualTo(Verdict.open(HandDriven.BEGIN));
	}

	@Test
	void namesTheDependencyThatIsDown() {
		DependencyGate gate = start(ScriptedProbe.required("stock", ok(), fail("HTTP 500")));
		this.hand.advance(Duration.ofSeconds(10));
		assertThat(gate.verdict()).isEqualTo(Verdict.closed("Dependency \'stock' down: HTTP 500", at(10)));
	}

	@Test
	void countsTheOthersThatAreDown() {
		DependencyGate gate = start(ScriptedProbe.required("stock", ok()), ScriptedProbe.required("a", fail("one")),
				ScriptedProbe.required("b", fail("two")), ScriptedProbe.required("c", fail("three")));
		this.hand.advance(Duration.ZERO);
		assertThat(gate.verdict().reason()).isEqualTo("Dependency \'a' down: one (+2 more)");
	}

	@Test
	void optionalDependencyGatesNothing() {
		DependencyGate gate = start(new ScriptedProbe("hints", false, fail("HTTP 500")));
		assertThat(gate.verdict().open()).isTrue();
		this.hand.advance(Duration.ofMinutes(1));
		assertThat(gate.verdict().open()).isTrue();
	}

	@Test
	void isOpenSinceTheLastRequiredDependencyCameUp() {
		DependencyGate gate = start(ScriptedProbe.required("stock", fail("x"), ok()),
				ScriptedProbe.required("price", fail("x"), fail("x"), ok()));
		this.hand.advance(Duration.ofSeconds(20));
		assertThat(gate.verdict()).isEqualTo(Verdict.open(at(10)));
	}

	@Test
	void staysClosedSinceTheFirstOfOverlappingFailures() {
		DependencyGate gate = start(ScriptedProbe.required("stock", ok(), fail("x"), fail("x"), fail("x"), ok()),
				ScriptedProbe.required("price", ok(), ok(), fail("x")));
		this.hand.advance(Duration.ZERO);
		assertThat(gate.verdict().open()).isTrue();
		this.hand.advance(Duration.ofSeconds(10));
		assertThat(gate.verdict()).isEqualTo(Verdict.closed("Dependency \'stock' down: x", at(10)));
		this.hand.advance(Duration.ofSeconds(10));
		assertThat(gate.verdict()).isEqualTo(Verdict.closed("Dependency \'stock' down: x (+1 more)", at(10)));
		this.hand.advance(Duration.ofSeconds(5));
		assertThat(gate.verdict()).isEqualTo(Verdict.closed("Dependency \'price' down: x", at(10)));
	}

	@Test
	void closesWhenResultsStopComing() {
		ScriptedProbe check = ScriptedProbe.required("stock", ok());
		Check dependency = this.hand.dependency(check, SCHEDULE);
		Checks monitor = this.hand.monitor(dependency);
		DependencyGate gate = new DependencyGate(monitor.all(), this.hand.time());
		monitor.start();
		this.hand.advance(Duration.ZERO);
		monitor.stop();
		this.hand.advance(Duration.ofSeconds(32));
		assertThat(gate.verdict().open()).isTrue();
		this.hand.advance(Duration.ofSeconds(1));
		assertThat(gate.verdict())
			.isEqualTo(Verdict.closed("Dependency \'stock' down: stale, no result since 2026-01-01T00:00:00Z", at(32)));
	}

	private DependencyGate start(ScriptedProbe... checks) {
		Checks monitor = this.hand.monitor(
				List.of(checks).stream().map((check) -> this.hand.dependency(check, SCHEDULE)).toArray(Check[]::new));
		monitor.start();
		return new DependencyGate(monitor.all(), this.hand.time());
	}

	private static Instant at(int second) {
		return HandDriven.BEGIN.plusSeconds(second);
	}

}
