package dev.monitor.job.event;

import java.time.Duration;
import java.time.Instant;

import dev.monitor.job.Job;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobTimes;
import dev.monitor.logging.EventLines;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobEvents}.
 */
class JobEventsTests {

	private final EventLines lines = new EventLines("job");

	@AfterEach
	void close() {
		this.lines.close();
	}

	@Test
	void finalFailureIsAWarningThatSaysAllButNoSecret() {
		new JobEvents(JobEventPolicy.FAILURES)
			.ended(run("17", JobOutcome.FAILED, new IllegalStateException("token=abc\nev=forged")));
		assertThat(this.lines.only()).containsEntry("ev", "job")
			.containsEntry("lvl", "warn")
			.containsEntry("msg", "deliver of db-scheduler ended: failed")
			.containsEntry("system", "db-scheduler")
			.containsEntry("type", "deliver")
			.containsEntry("id", "17")
			.containsEntry("queue", "default")
			.containsEntry("attempt", "3")
			.containsEntry("outcome", "failed")
			.containsEntry("timeTaken", "1200")
			.containsEntry("err", "java.lang.IllegalStateException")
			.containsEntry("errMsg", "token=...");
		this.lines.assertShown();
	}

	@Test
	void whatNobodyKnowsIsLeftOut() {
		JobRun run = new JobRun(new Job("modulith", "default", "on", ""), 0, JobOutcome.LOST, null,
				new JobTimes(null, Instant.EPOCH, Duration.ZERO));
		new JobEvents(JobEventPolicy.FAILURES).ended(run);
		assertThat(this.lines.only()).containsEntry("outcome", "lost")
			.containsEntry("lvl", "warn")
			.doesNotContainKeys("id", "attempt", "err", "errMsg");
	}

	@ParameterizedTest
	@CsvSource({ "FAILURES, SUCCESS, ", "FAILURES, CANCELLED, ", "FAILURES, RETRY, info", "ALL, SUCCESS, info",
			"ALL, CANCELLED, info", "NONE, FAILED, ", "NONE, RETRY, " })
	void policySaysWhatIsLogged(JobEventPolicy policy, JobOutcome outcome, @Nullable String level) {
		new JobEvents(policy).ended(run("17", outcome, null));
		if (level == null) {
			assertThat(this.lines.all()).isEmpty();
		}
		else {
			assertThat(this.lines.only()).containsEntry("lvl", level);
		}
	}

	private static JobRun run(String id, JobOutcome outcome, @Nullable Throwable error) {
		return new JobRun(new Job("db-scheduler", "default", "deliver", id), 3, outcome, error,
				new JobTimes(null, Instant.EPOCH, Duration.ofMillis(1200)));
	}

}
