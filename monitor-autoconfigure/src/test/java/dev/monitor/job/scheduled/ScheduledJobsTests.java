package dev.monitor.job.scheduled;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRuns;
import org.junit.jupiter.api.Test;

import org.springframework.scheduling.config.FixedDelayTask;
import org.springframework.scheduling.config.ScheduledTask;
import org.springframework.scheduling.config.ScheduledTaskHolder;
import org.springframework.scheduling.config.ScheduledTaskRegistrar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ScheduledJobsTests {

	@Test
	void taskCanBeRunAfterItsThreadCouldNotStart() {
		AtomicInteger runs = new AtomicInteger();
		ScheduledTaskRegistrar registrar = new ScheduledTaskRegistrar();
		ScheduledTask task = Objects.requireNonNull(registrar.scheduleFixedDelayTask(
				new FixedDelayTask(runs::incrementAndGet, Duration.ofHours(1), Duration.ofHours(1))));
		ScheduledTaskHolder holder = () -> Set.of(task);
		Queue<Error> failures = new ArrayDeque<>(List.of(new OutOfMemoryError("unable to create native thread")));
		Supplier<JobRuns> unused = () -> {
			throw new IllegalStateException("runs by hand are not told of");
		};
		ScheduledJobs jobs = new ScheduledJobs(() -> List.of(holder),
				new ScheduledRuns(unused, Clock.systemUTC(), System::nanoTime), unused, (work) -> {
					Error failure = failures.poll();
					if (failure != null) {
						throw failure;
					}
					work.run();
				});
		String key = jobs.page(JobQuery.ALL).jobs().get(0).key();
		assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> jobs.act(JobAction.RUN, key));
		assertThat(jobs.act(JobAction.RUN, key)).isEqualTo(JobActionResult.OK);
		assertThat(runs).hasValue(1);
	}

}
