package dev.monitor.job.metrics;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.monitor.job.Job;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobSampling;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;
import dev.monitor.job.JobType;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobMetrics} and {@link JobSampleMetrics}.
 */
class JobMetricsTests {

	private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");

	private final AtomicLong nanos = new AtomicLong();

	private final MeterRegistry registry = new SimpleMeterRegistry();

	private final JobMetrics metrics = new JobMetrics(this.nanos::get);

	private final FakeSystem system = new FakeSystem();

	private final JobSampling sampling = new JobSampling(List.of(this.system), List.of("hidden"),
			Duration.ofSeconds(30), Duration.ofSeconds(5), Clock.systemUTC(), this.nanos::get);

	JobMetricsTests() {
		this.metrics.bindTo(this.registry);
		new JobSampleMetrics(this.sampling, this.metrics).bindTo(this.registry);
	}

	@Test
	void whatIsKnownAtTheStartCountsFromZero() {
		assertThat(this.registry.get("monitor.job.failed").tags("system", "mine", "type", "deliver").counter().count())
			.isZero();
		assertThat(this.registry.get("monitor.job.lost").tags("system", "mine").counter().count()).isZero();
		assertThat(this.registry.get("monitor.jobs.sample.failures").tags("system", "mine").functionCounter().count())
			.isZero();
		assertThat(this.registry.find("monitor.job.failed").tag("type", "hidden").counter()).isNull();
		assertThat(this.registry.find("monitor.job.last.success").tag("type", "deliver").gauge()).isNull();
	}

	@Test
	void runsAreTimedByOutcomeAndFinalFailuresCounted() {
		this.metrics.ended(run("deliver", JobOutcome.SUCCESS, NOON.minusSeconds(40)));
		this.metrics.ended(run("deliver", JobOutcome.RETRY, null));
		this.metrics.ended(run("deliver", JobOutcome.FAILED, null));
		this.metrics.ended(run("deliver", JobOutcome.LOST, null));
		for (String outcome : List.of("success", "retry", "failed")) {
			assertThat(this.registry.get("monitor.job.run")
				.tags("system", "mine", "type", "deliver", "outcome", outcome)
				.timer()
				.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(250);
		}
		assertThat(this.registry.find("monitor.job.run").tag("outcome", "lost").timer()).isNull();
		assertThat(this.registry.get("monitor.job.lost").tags("system", "mine").counter().count()).isEqualTo(1);
		assertThat(this.registry.get("monitor.job.failed").tags("system", "mine", "type", "deliver").counter().count())
			.isEqualTo(1);
		assertThat(this.registry.get("monitor.job.wait").tags("system", "mine", "queue", "mail").timer().count())
			.isEqualTo(1);
		assertThat(this.registry.get("monitor.job.wait").timer().takeSnapshot().histogramCounts()).hasSize(12)
			.filteredOn((bucket) -> bucket.count() == 1)
			.hasSize(6);
	}

	@Test
	void typesBeyondAHundredAreOther() {
		IntStream.range(0, 200).forEach((i) -> this.metrics.ended(run("type" + i, JobOutcome.FAILED, null)));
		assertThat(this.registry.get("monitor.job.failed").counters()).hasSizeLessThanOrEqualTo(101);
		assertThat(this.registry.get("monitor.job.failed").tag("type", "other").counter().count())
			.isGreaterThanOrEqualTo(100);
	}

	@Test
	void lastSuccessIsOfRecurringTypesAndCountsFromTheStart() {
		this.nanos.set(Duration.ofSeconds(60).toNanos());
		assertThat(lastSuccess()).isEqualTo(60);
		this.metrics.ended(run("tick", JobOutcome.FAILED, null));
		assertThat(lastSuccess()).isEqualTo(60);
		this.metrics.ended(run("tick", JobOutcome.SUCCESS, null));
		this.nanos.set(Duration.ofSeconds(65).toNanos());
		assertThat(lastSuccess()).isEqualTo(5);
	}

	@Test
	void gaugesAreThoseOfTheSampleAndNotANumberWithoutOne() {
		this.system.sample = new JobSample(
				List.of(new JobCount("mail", JobState.AVAILABLE, 20_000), new JobCount("mail", JobState.RETRYABLE, 0)),
				Map.of("mail", Instant.now().minusSeconds(100)));
		this.sampling.sample();
		assertThat(jobs("available")).isEqualTo(10_001);
		assertThat(jobs("retryable")).isZero();
		assertThat(this.registry.find("monitor.jobs").tag("state", "paused").gauge()).isNull();
		assertThat(this.registry.get("monitor.jobs.oldest").tags("system", "mine", "queue", "mail").gauge().value())
			.isBetween(100.0, 160.0);
		this.system.sample = null;
		this.sampling.sample();
		this.nanos.addAndGet(Duration.ofSeconds(7).toNanos());
		assertThat(jobs("available")).isNaN();
		assertThat(this.registry.get("monitor.jobs.oldest").gauge().value()).isNaN();
		assertThat(this.registry.get("monitor.jobs.sample.age").tags("system", "mine").gauge().value()).isEqualTo(7);
		assertThat(this.registry.get("monitor.jobs.sample.failures").functionCounter().count()).isEqualTo(1);
	}

	@Test
	void queuesBeyondTwentyAddUpAndTheOldestOfThemIsSeen() {
		List<JobCount> counts = new ArrayList<>();
		Map<String, Instant> oldest = new HashMap<>();
		for (int i = 0; i < 50; i++) {
			counts.add(new JobCount("queue" + i, JobState.AVAILABLE, 1));
			oldest.put("queue" + i, Instant.now().minusSeconds(100));
		}
		this.system.sample = new JobSample(counts, oldest);
		this.sampling.sample();
		assertThat(this.registry.get("monitor.jobs").gauges()).hasSizeLessThanOrEqualTo(21);
		assertThat(other("monitor.jobs")).isGreaterThanOrEqualTo(30);
		assertThat(other("monitor.jobs.oldest")).isBetween(100.0, 160.0);
		counts.replaceAll((count) -> new JobCount(count.queue(), JobState.AVAILABLE, 8000));
		oldest.replaceAll((queue, due) -> Instant.now().minusSeconds(queue.equals("queue49") ? 1000 : 100));
		this.system.sample = new JobSample(counts, oldest);
		this.sampling.sample();
		assertThat(other("monitor.jobs")).isEqualTo(10_001);
		assertThat(other("monitor.jobs.oldest")).isBetween(1000.0, 1060.0);
		this.system.sample = new JobSample(counts, Map.of());
		this.sampling.sample();
		assertThat(other("monitor.jobs.oldest")).isZero();
		this.system.sample = null;
		this.sampling.sample();
		assertThat(other("monitor.jobs")).isNaN();
	}

	private double other(String name) {
		return this.registry.get(name).tags("system", "mine", "queue", "other").gauge().value();
	}

	private double lastSuccess() {
		return this.registry.get("monitor.job.last.success").tags("system", "mine", "type", "tick").gauge().value();
	}

	private double jobs(String state) {
		return this.registry.get("monitor.jobs")
			.tags("system", "mine", "queue", "mail", "state", state)
			.gauge()
			.value();
	}

	private static JobRun run(String type, JobOutcome outcome, @Nullable Instant due) {
		return new JobRun(new Job("mine", "mail", type, "id"), 1, outcome, null,
				new JobTimes(due, NOON, Duration.ofMillis(250)));
	}

	private static final class FakeSystem implements JobSystem {

		private @Nullable JobSample sample;

		@Override
		public String name() {
			return "mine";
		}

		@Override
		public List<JobType> types() {
			return List.of(JobType.of("deliver"), JobType.of("hidden"), new JobType("tick", "every PT1S", null));
		}

		@Override
		public JobSample sample() {
			if (this.sample == null) {
				throw new IllegalStateException("down");
			}
			return this.sample;
		}

	}

}
