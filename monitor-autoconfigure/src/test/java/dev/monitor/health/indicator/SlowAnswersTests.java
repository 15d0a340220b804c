package dev.monitor.health.indicator;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckResult.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SlowAnswersTests {

	private final Map<String, Duration> timeouts = new HashMap<>();

	private final SlowAnswers answers = new SlowAnswers(
			(path) -> this.timeouts.getOrDefault(path, IndicatorSettings.DEFAULT_SCHEDULE.timeout()));

	private final CapturedLog log = new CapturedLog(SlowAnswers.class);

	@AfterEach
	void close() {
		this.log.close();
	}

	@Test
	void anIndicatorThatIsWellButSlowIsNamedOnce() {
		result("db/primary", Outcome.SUCCESS, 2000);
		result("db/primary", Outcome.FAILURE, 9000);
		assertThat(this.log.lines()).isEmpty();
		result("db/primary", Outcome.SUCCESS, 2500);
		result("db/primary", Outcome.SUCCESS, 7000);
		assertThat(this.log.lines())
			.containsExactly("WARN Health of 'db/primary' took 2.5 s; it is down when it takes more than 10 s. "
					+ "Have its indicator answer sooner, or set "
					+ "monitor.health.background.indicators.[db/primary].timeout");
	}

	@Test
	void oneThatHasNeverAnsweredInTimeIsNamedAndOneThatHangsLaterIsNot() {
		result("mail", Outcome.SUCCESS, 5);
		result("mail", Outcome.TIMEOUT, 10_000);
		assertThat(this.log.lines()).isEmpty();
		result("ldap", Outcome.TIMEOUT, 10_000);
		result("ldap", Outcome.TIMEOUT, 10_000);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("INFO Health of 'ldap' had no answer after 10.0 s; ")
			.endsWith("indicators.ldap.timeout");
	}

	@Test
	void nothingIsKeptOfOneThatIsGone() {
		result("tenants/a", Outcome.SUCCESS, 2500);
		this.answers.forget("tenants/a");
		result("tenants/a", Outcome.TIMEOUT, 10_000);
		assertThat(this.log.lines()).hasSize(2);
	}

	@Test
	void whoHasChosenATimeIsToldNothing() {
		this.timeouts.put("db", Duration.ofSeconds(5));
		result("db", Outcome.SUCCESS, 4000);
		result("db", Outcome.TIMEOUT, 5000);
		assertThat(this.log.lines()).isEmpty();
	}

	private void result(String path, Outcome outcome, int millis) {
		this.answers.onResult(path,
				new CheckResult(outcome, null, new FakeClock().instant(), 0, Duration.ofMillis(millis)));
	}

}
