package dev.monitor.job;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.CapturedLog;
import dev.monitor.FakeClock;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobSampling}, {@link JobSampler} and {@link JobStatus}.
 */
class JobSamplingTests {

	private static final Duration INTERVAL = Duration.ofSeconds(30);

	private final FakeClock clock = new FakeClock();

	private final AtomicLong nanos = new AtomicLong();

	@Test
	void countsAndAgesAreThoseOfTheLastSample() {
		Instant due = this.clock.instant().minusSeconds(90);
		JobSampling sampling = sampling(Duration.ofSeconds(5), List.of(), system("mine", () -> new JobSample(
				List.of(new JobCount("mail", JobState.AVAILABLE, 7), new JobCount("mail", JobState.FAILED, 1_000_000)),
				Map.of("mail", due))));
		JobSampler sampler = sampling.samplers().iterator().next();
		assertThat(sampler.count("mail", JobState.AVAILABLE)).isNaN();
		assertThat(sampler.oldestInSeconds("mail")).isNaN();
		sampling.sample();
		this.nanos.addAndGet(Duration.ofSeconds(20).toNanos());
		assertThat(sampler.count("mail", JobState.AVAILABLE)).isEqualTo(7);
		assertThat(sampler.count("mail", JobState.FAILED)).isEqualTo(10_001);
		assertThat(sampler.count("mail", JobState.PAUSED)).as("not told").isNaN();
		assertThat(sampler.oldestInSeconds("mail")).isEqualTo(90);
		assertThat(sampler.oldestInSeconds("other")).isZero();
		assertThat(sampler.ageInSeconds()).isEqualTo(20);
		this.nanos.addAndGet(Duration.ofSeconds(71).toNanos());
		assertThat(sampler.count("mail", JobState.AVAILABLE)).isNaN();
	}

	@Test
	void systemThatDoesNotAnswerHasNoNumbersAndHarmsNoOther() throws Exception {
		CountDownLatch answer = new CountDownLatch(1);
		JobSampling sampling = sampling(Duration.ofMillis(50), List.of(), system("hangs", () -> {
			boolean answered = false;
			while (!answered) {
				try {
					answer.await();
					answered = true;
				}
				catch (InterruptedException ex) {
					// as a driver that does not care
				}
			}
			return JobSample.NONE;
		}), system("throws", () -> {
			throw new IllegalStateException("password=secret");
		}), system("works", () -> JobSample.NONE));
		List<JobSampler> samplers = List.copyOf(sampling.samplers());
		try (CapturedLog log = new CapturedLog(JobSampler.class)) {
			sampling.sample();
			sampling.sample();
			assertThat(log.lines()).containsExactly(
					"WARN Jobs of 'hangs' could not be counted: TimeoutException: No answer within 50 ms",
					"WARN Jobs of 'throws' could not be counted: IllegalStateException: password=...");
			assertThat(samplers).extracting(JobSampler::failures).containsExactly(2L, 2L, 0L);
			assertThat(samplers).extracting(JobSampler::current).containsExactly(null, null, JobSample.NONE);
			assertThat(threads("monitor-jobs-hangs")).isEqualTo(1);
			answer.countDown();
			Awaitility.await().until(() -> threads("monitor-jobs-hangs") == 0);
			sampling.sample();
			assertThat(log.lines()).last().isEqualTo("INFO Jobs of 'hangs' can be counted again");
		}
	}

	@Test
	void thereIsNoThreadWithoutASystemAndNoneAfterTheEnd() {
		JobSampling none = sampling(Duration.ofSeconds(5), List.of());
		none.start();
		assertThat(threads("monitor-jobs")).isZero();
		CountDownLatch sampled = new CountDownLatch(1);
		JobSampling sampling = sampling(Duration.ofSeconds(5), List.of("excluded"), system("works", () -> {
			sampled.countDown();
			return JobSample.NONE;
		}), system("excluded", () -> {
			throw new IllegalStateException();
		}));
		sampling.start();
		Awaitility.await().until(() -> sampled.getCount() == 0);
		assertThat(threads("monitor-jobs")).isEqualTo(1);
		sampling.stop();
		Awaitility.await().until(() -> threads("monitor-jobs") == 0);
		assertThat(sampling.samplers()).extracting(JobSampler::name).containsExactly("works");
	}

	@Test
	void statusHasARowForEachQueueAndTotals() {
		JobCounts counts = new JobCounts();
		JobSampling sampling = sampling(Duration.ofSeconds(5), List.of(), system("a",
				() -> new JobSample(
						List.of(new JobCount("x", JobState.AVAILABLE, 2), new JobCount("y", JobState.AVAILABLE, 3)),
						Map.of("y", this.clock.instant().minusSeconds(4)))),
				system("b", () -> {
					throw new IllegalStateException();
				}));
		counts.ended(new JobRun(new Job("a", "x", "t", ""), 1, JobOutcome.FAILED, null,
				new JobTimes(null, this.clock.instant(), Duration.ZERO)));
		sampling.sample();
		StatusSection section = new JobStatus(sampling, counts).section();
		assertThat(section.numbers()).containsEntry("available", 5L)
			.containsEntry("runs_failed", 1L)
			.containsEntry("runs_success", 0L)
			.containsEntry("oldest_seconds", 4.0);
		assertThat(section.rows()).extracting(StatusRow::name).containsExactly("a", "a", "b");
		assertThat(section.rows()).extracting((row) -> row.texts().get("queue")).containsExactly("x", "y", "default");
		assertThat(section.rows().get(1).numbers()).containsEntry("available", 3L).containsEntry("running", -1L);
		assertThat(section.rows().get(2).numbers()).containsEntry("available", -1L)
			.containsEntry("oldest_seconds", -1.0);
	}

	private JobSampling sampling(Duration timeout, List<String> excluded, JobSystem... systems) {
		return new JobSampling(List.of(systems), excluded, INTERVAL, timeout, this.clock, this.nanos::get);
	}

	static JobSystem system(String name, Sample sample) {
		return new JobSystem() {

			@Override
			public String name() {
				return name;
			}

			@Override
			public JobSample sample() throws Exception {
				return sample.take();
			}

		};
	}

	private static long threads(String name) {
		return Thread.getAllStackTraces().keySet().stream().filter((thread) -> thread.getName().equals(name)).count();
	}

	interface Sample {

		JobSample take() throws Exception;

	}

}
