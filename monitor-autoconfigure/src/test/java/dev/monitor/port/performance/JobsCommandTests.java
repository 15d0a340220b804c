package dev.monitor.port.performance;

import java.util.List;

import dev.monitor.status.StatusRow;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JobsCommand}.
 */
class JobsCommandTests {

	private static final StatusRow MAIL = StatusRow.of("db-scheduler")
		.with("runs_failed", 2L)
		.with("runs_lost", 1L)
		.with("scheduled", 4L)
		.with("available", -1L)
		.with("running", 1L)
		.with("retryable", 3L)
		.with("failed", 0L)
		.with("paused", -1L)
		.with("oldest_seconds", 1.5)
		.with("queue", "my mail");

	@Test
	void aLineForEachQueueOfEachSystem() {
		StatusRow other = StatusRow.of("quartz").with("scheduled", 1L).with("queue", "q");
		assertThat(run(MAIL)).isEqualTo("db-scheduler my%20mail 4 -1 1 3 0 -1 1.5 2 1");
		assertThat(run(other, "quartz")).isEqualTo("quartz q 1 -1 -1 -1 -1 -1 -1 -1 -1");
	}

	@Test
	void whatIsWrongIsTold() {
		assertThatIllegalArgumentException()
			.isThrownBy(() -> new JobsCommand(FakeStatus.sources(FakeStatus.rows("jobs"))).run(List.of()))
			.withMessage("There is no system of jobs");
		assertThatIllegalArgumentException().isThrownBy(() -> run(MAIL, "x"))
			.withMessage("There is no system 'x'. There are: db-scheduler");
		assertThatIllegalArgumentException().isThrownBy(() -> run(MAIL, "a", "b"))
			.withMessage("jobs takes [system] only");
	}

	private static String run(StatusRow queue, String... arguments) {
		return new JobsCommand(FakeStatus.sources(FakeStatus.rows("jobs", queue))).run(List.of(arguments));
	}

}
