package dev.monitor.dashboard;

import java.time.Clock;
import java.util.List;
import java.util.Set;

import dev.monitor.gate.Gates;
import dev.monitor.gate.SwitchGate;
import dev.monitor.status.StatusRow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class GateStatusTests {

	private final Gates gates = new Gates(List.of(SwitchGate.closed("concurrency", "Overloaded", Clock.systemUTC()),
			SwitchGate.opened("dependencies", Clock.systemUTC())));

	@Test
	void eachGateHasItsStateAndReason() {
		assertThat(new GateStatus(this.gates, Set.of()).section().rows()).extracting(StatusRow::texts)
			.allSatisfy((texts) -> assertThat(texts).containsOnlyKeys("state", "since", "reason"))
			.extracting((texts) -> texts.get("state") + " " + texts.get("reason"))
			.containsExactly("closed Overloaded", "open ");
	}

	@Test
	void gatesThatReadinessDoesNotCountAreMarked() {
		assertThat(new GateStatus(this.gates, Set.of("concurrency", "unknown")).section().rows())
			.extracting((row) -> row.texts().get("readiness"))
			.containsExactly("not counted", "");
	}

	@Test
	void theyAreThoseThatTheApplicationExcludes() throws Exception {
		try (DashboardApp app = DashboardApp.start(TroubledSections.class,
				"monitor.health.readiness-exclude=stock,concurrency")) {
			String body = app
				.send(app.port("server"), "GET", "/actuator/dashboard/data/now", "Authorization: Bearer " + app.key())
				.body();
			assertThat(body).contains("\"columns\":[\"name\",\"state\",\"since\",\"reason\",\"readiness\"]")
				.containsPattern("\\[\"stock\",\"closed\",[^]]*,\"not counted\"]")
				.containsPattern("\\[\"hostile\",\"closed\",[^]]*,\"\"]");
		}
	}

}
