package dev.monitor.job;

import java.lang.reflect.InvocationTargetException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;

import dev.monitor.CapturedLog;
import dev.monitor.failure.Listeners;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobRuns}, {@link JobRun}, {@link JobTimes} and {@link BoundedNames}.
 */
class JobRunsTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private final List<Object> heard = new ArrayList<>();

	private final JobListener listener = new JobListener() {

		@Override
		public void started(Job job) {
			JobRunsTests.this.heard.add(job);
		}

		@Override
		public void ended(JobRun run) {
			JobRunsTests.this.heard.add(run);
		}

	};

	@Test
	void listenerThatFailsHarmsNeitherTheJobNorTheOthers() {
		JobListener broken = new JobListener() {

			@Override
			public void started(Job job) {
				throw new StackOverflowError();
			}

		};
		Job job = new Job("mine", Job.DEFAULT_QUEUE, "deliver", "7");
		JobRun run = run(job, null);
		try (CapturedLog log = new CapturedLog(Listeners.class)) {
			JobRuns runs = new JobRuns(List.of(broken, this.listener), List.of());
			runs.started(job);
			runs.ended(run);
			assertThat(log.lines()).hasSize(1).first().asString().startsWith("WARN Listener dev.monitor.job.");
		}
		assertThat(this.heard).containsExactly(job, run);
	}

	@Test
	void nobodyIsToldOfWhatIsExcluded() {
		JobRuns runs = new JobRuns(List.of(this.listener), List.of("mine", "ping"));
		for (Job job : List.of(new Job("mine", "q", "deliver", ""), new Job("other", "q", "ping", ""))) {
			runs.started(job);
			runs.ended(run(job, null));
		}
		assertThat(this.heard).isEmpty();
		runs.started(new Job("other", "q", "deliver", ""));
		assertThat(this.heard).hasSize(1);
	}

	@Test
	void errorIsWhatTheJobThrew() {
		Job job = new Job("mine", "q", "deliver", "");
		IllegalStateException thrown = new IllegalStateException("no");
		assertThat(run(job, new InvocationTargetException(new CompletionException(thrown))).error()).isSameAs(thrown);
		InvocationTargetException empty = new InvocationTargetException(null);
		assertThat(run(job, empty).error()).isSameAs(empty);
	}

	@Test
	void latenessIsKnownIfDueIs() {
		assertThat(new JobTimes(NOON, NOON.plusSeconds(3), Duration.ZERO).lateness()).isEqualTo(Duration.ofSeconds(3));
		assertThat(new JobTimes(NOON.plusSeconds(1), NOON, Duration.ZERO).lateness()).isZero();
		assertThat(new JobTimes(null, NOON, Duration.ZERO).lateness()).isNull();
		assertThat(new JobTimes(null, NOON, Duration.ofHours(-1)).duration()).isZero();
	}

	@Test
	void namesBeyondTheBoundAreOther() {
		BoundedNames names = new BoundedNames(2);
		assertThat(List.of(names.of("a"), names.of("b"), names.of("c"), names.of("a"))).containsExactly("a", "b",
				"other", "a");
	}

	private static JobRun run(Job job, @Nullable Throwable error) {
		return new JobRun(job, 1, JobOutcome.RETRY, error, new JobTimes(null, NOON, Duration.ofMillis(5)));
	}

}
