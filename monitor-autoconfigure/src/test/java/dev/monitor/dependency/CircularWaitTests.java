package dev.monitor.dependency;

import java.time.Duration;
import java.util.List;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.check.Check;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckResult.Outcome;
import dev.monitor.check.CheckSchedule;
import dev.monitor.check.TimeSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CircularWaitTests {

	private static final String WAITS = CircularWait.reason(503, "dependencies");

	private final CircularWait wait = new CircularWait(List.of(check("orders", true), check("hints", false)));

	private final CapturedLog log = new CapturedLog(CircularWait.class);

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void whoHasWaitedForItsOwnDependenciesSinceTheStartIsNamedOnce() {
		result("orders", "ConnectException");
		result("orders", CircularWait.reason(503, "startup"));
		result("orders", WAITS);
		result("orders", WAITS);
		assertThat(this.log.lines()).isEmpty();
		result("orders", WAITS);
		result("orders", WAITS);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Dependency 'orders' has not been up since the start: HTTP 503,");
	}

	@Test
	void whoWasUpOrIsNotRequiredIsNot() {
		result("orders", null);
		for (int i = 0; i < 5; i++) {
			result("orders", WAITS);
			result("hints", WAITS);
		}
		assertThat(this.log.lines()).isEmpty();
	}

	private void result(String check, @Nullable String reason) {
		this.wait.onResult(check, new CheckResult((reason != null) ? Outcome.FAILURE : Outcome.SUCCESS, reason,
				new FakeClock().instant(), 0, Duration.ZERO));
	}

	private static Check check(String name, boolean required) {
		return new Check(name, required, () -> {
		}, CheckSchedule.DEFAULT, TimeSource.SYSTEM);
	}

}
