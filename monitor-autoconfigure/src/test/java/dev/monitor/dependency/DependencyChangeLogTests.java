package dev.monitor.dependency;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static dev.monitor.dependency.ScriptedCheck.fail;
import static dev.monitor.dependency.ScriptedCheck.ok;
import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class DependencyChangeLogTests {

	@Test
	void writesOneLineForEachChange(CapturedOutput output) {
		HandDriven hand = new HandDriven();
		ScriptedCheck check = ScriptedCheck.required("stock", ok(), fail("a"), fail("b"), fail("HTTP 500"),
				fail("HTTP 502"), ok());
		hand.monitor(hand.dependency(check, CheckSchedule.DEFAULT)).start();
		hand.advance(Duration.ofMinutes(10));
		assertThat(output.toString().lines().filter((line) -> line.contains("'stock'"))).satisfiesExactly(
				(line) -> assertThat(line).endsWith("Dependency 'stock' changed from UNKNOWN to UP after 0.0 s"),
				(line) -> assertThat(line).contains("WARN")
					.endsWith("Dependency 'stock' changed from UP to DOWN after 20.0 s: HTTP 500"),
				(line) -> assertThat(line).contains("INFO")
					.endsWith("Dependency 'stock' changed from DOWN to UP after 10.0 s, was: HTTP 502"));
	}

}
