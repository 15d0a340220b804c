package dev.monitor.check;

import java.time.Duration;

import dev.monitor.CapturedLog;
import org.junit.jupiter.api.Test;

import static dev.monitor.check.ScriptedProbe.fail;
import static dev.monitor.check.ScriptedProbe.ok;
import static org.assertj.core.api.Assertions.assertThat;

class CheckChangeLogTests {

	@Test
	void writesOneLineForEachChange() {
		try (CapturedLog log = new CapturedLog(Checks.class)) {
			HandDriven hand = new HandDriven();
			ScriptedProbe check = ScriptedProbe.required("stock", ok(), fail("a"), fail("b"), fail("HTTP 500"),
					fail("HTTP 502"), ok());
			hand.monitor(hand.dependency(check, CheckSchedule.DEFAULT)).start();
			hand.advance(Duration.ofMinutes(10));
			assertThat(log.lines()).containsExactly("INFO Dependency \'stock' changed from UNKNOWN to UP after 0.0 s",
					"WARN Dependency \'stock' changed from UP to DOWN after 20.0 s: HTTP 500",
					"INFO Dependency \'stock' changed from DOWN to UP after 10.0 s, was: HTTP 502, 4 failures");
		}
	}

	@Test
	void noStateLastedForLessThanNoTimeIfTheClockIsSetBack() {
		try (CapturedLog log = new CapturedLog(Checks.class)) {
			new CheckChangeLog(HandDriven.KIND).onChange("stock",
					CheckState.unknown(HandDriven.BEGIN.plus(Duration.ofHours(1))),
					CheckState.unknown(HandDriven.BEGIN));
			assertThat(log.lines()).singleElement().asString().contains("after 0.0 s");
		}
	}

}
