package dev.monitor.job.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobListener;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSampling;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobType;
import dev.monitor.job.RecordedRuns;
import dev.monitor.job.scheduled.ScheduledJobs;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskSchedulingAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration;
import org.springframework.boot.micrometer.observation.autoconfigure.ScheduledTasksObservationAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.scheduling.annotation.SchedulingConfigurer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScheduledJobAutoConfiguration}.
 */
class ScheduledJobAutoConfigurationTests {

	private static final String TICK = Ticker.class.getName() + ".tick";

	private static final String BOOM = Ticker.class.getName() + ".boom";

	private final ApplicationContextRunner runner = new ApplicationContextRunner().withConfiguration(AutoConfigurations
		.of(JobAutoConfiguration.class, ScheduledJobAutoConfiguration.class, TaskSchedulingAutoConfiguration.class,
				MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class));

	private final ApplicationContextRunner observed = this.runner
		.withConfiguration(AutoConfigurations.of(ObservationAutoConfiguration.class,
				ScheduledTasksObservationAutoConfiguration.class))
		.withUserConfiguration(Scheduling.class);

	@Test
	void eachRunOfAMethodIsToldOnce() {
		this.observed.run((context) -> {
			RecordedRuns heard = context.getBean(RecordedRuns.class);
			Ticker ticker = context.getBean(Ticker.class);
			Awaitility.await().until(() -> heard.of(TICK).size() >= 2 && !heard.of(BOOM).isEmpty());
			context.getBean(JobSampling.class).sample();
			assertThat(heard.of(TICK)).hasSizeLessThanOrEqualTo(ticker.ticks.get())
				.allSatisfy((run) -> assertThat(run.outcome()).isEqualTo(JobOutcome.SUCCESS))
				.first()
				.satisfies((run) -> assertThat(run.times().duration()).isPositive());
			assertThat(heard.of(BOOM)).hasSize(1).first().satisfies((run) -> {
				assertThat(run.outcome()).isEqualTo(JobOutcome.FAILED);
				assertThat(run.error()).isInstanceOf(IllegalStateException.class).hasMessage("boom");
			});
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("monitor.job.failed").tags("system", "scheduled", "type", BOOM).counter().count())
				.isEqualTo(1);
			assertThat(registry.get("monitor.job.failed").tags("system", "scheduled", "type", TICK).counter().count())
				.isZero();
			assertThat(
					registry.get("monitor.job.last.success").tags("system", "scheduled", "type", TICK).gauge().value())
				.isLessThan(60);
			assertThat(heard.of(Scheduling.class.getName())).as("a lambda, which nobody observes").isNotEmpty();
		});
	}

	@Test
	void withoutObservationsTheLastRunIsToldWithEachSample() {
		this.runner.withUserConfiguration(Scheduling.class).run((context) -> {
			RecordedRuns heard = context.getBean(RecordedRuns.class);
			JobSampling sampling = context.getBean(JobSampling.class);
			Awaitility.await().until(() -> {
				sampling.sample();
				return !heard.of(BOOM).isEmpty() && !heard.of(TICK).isEmpty();
			});
			sampling.sample();
			assertThat(heard.of(BOOM)).hasSize(1).first().satisfies((run) -> {
				assertThat(run.outcome()).isEqualTo(JobOutcome.FAILED);
				assertThat(run.error()).hasMessage("boom");
			});
			assertThat(heard.of(TICK)).extracting((run) -> run.times().started()).doesNotHaveDuplicates();
		});
	}

	@Test
	void aTaskThatCannotSayItsNameHidesNoOther() {
		this.runner.withUserConfiguration(Scheduling.class)
			.withBean("nameless", SchedulingConfigurer.class,
					() -> (registrar) -> registrar.addFixedDelayTask(new Nameless(), Duration.ofHours(1)))
			.run((context) -> {
				ScheduledJobs jobs = context.getBean(ScheduledJobs.class);
				assertThat(jobs.types()).extracting(JobType::name).contains(TICK, "unnamed");
				assertThat(jobs.page(JobQuery.ALL).jobs()).hasSize(5);
			});
	}

	@Test
	void tasksAreListedAndRunNowButNeverBesideARun() {
		this.observed.run((context) -> {
			ScheduledJobs jobs = context.getBean(ScheduledJobs.class);
			Ticker ticker = context.getBean(Ticker.class);
			String slow = Ticker.class.getName() + ".slow";
			assertThat(jobs.types()).extracting(JobType::name).contains(TICK, BOOM, slow, Scheduling.class.getName());
			assertThat(jobs.types()).filteredOn((type) -> type.name().equals(slow))
				.first()
				.satisfies((type) -> assertThat(type.schedule()).isEqualTo("0 0 0 1 1 *"));
			assertThat(jobs.types()).extracting(JobType::schedule).contains("every 20ms", "every 1h");
			JobPage page = jobs.page(new JobQuery(JobState.SCHEDULED, slow, null, null));
			assertThat(page.next()).isNull();
			assertThat(page.jobs()).hasSize(1).first().satisfies((entry) -> assertThat(entry.due()).isNotNull());
			String key = page.jobs().get(0).key();
			assertThat(jobs.actions()).containsExactly(JobAction.RUN);
			assertThat(jobs.act(JobAction.RUN, key)).isEqualTo(JobActionResult.OK);
			assertThat(jobs.act(JobAction.RUN, key)).isEqualTo(JobActionResult.BUSY);
			Awaitility.await().until(() -> ticker.started.getCount() == 0);
			assertThat(jobs.act(JobAction.RUN, key)).isEqualTo(JobActionResult.BUSY);
			assertThat(jobs.page(new JobQuery(JobState.RUNNING, slow, null, null)).jobs()).hasSize(1);
			assertThat(jobs.act(JobAction.DELETE, key)).isEqualTo(JobActionResult.UNSUPPORTED);
			assertThat(jobs.act(JobAction.RUN, "gone")).isEqualTo(JobActionResult.GONE);
			ticker.end.countDown();
			RecordedRuns heard = context.getBean(RecordedRuns.class);
			Awaitility.await().until(() -> heard.of(slow).size() == 1);
			assertThat(heard.of(slow).get(0).error()).hasMessage("slow");
			Awaitility.await()
				.until(() -> !jobs.page(new JobQuery(JobState.SCHEDULED, slow, null, null)).jobs().isEmpty());
			JobDetail detail = jobs.job(key, true);
			assertThat(detail).isNotNull();
			assertThat(detail.error()).isEqualTo("IllegalStateException: slow");
			assertThat(detail.times()).containsKeys("last run", "next");
			assertThat(jobs.job("gone", false)).isNull();
		});
	}

	@Test
	void thereIsNothingWithoutSchedulingOrWhenSwitchedOff() {
		this.runner.run((context) -> assertThat(context).doesNotHaveBean(JobRuns.class)
			.doesNotHaveBean(JobSystem.class)
			.doesNotHaveBean(JobListener.class));
		for (String property : List.of("monitor.jobs.enabled=false", "monitor.enabled=false")) {
			this.runner.withBean(Ticker.class)
				.withUserConfiguration(OnlyScheduling.class)
				.withPropertyValues(property)
				.run((context) -> assertThat(context).hasNotFailed()
					.doesNotHaveBean(JobRuns.class)
					.doesNotHaveBean(JobSystem.class));
		}
	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class OnlyScheduling {

	}

	@Configuration(proxyBeanMethods = false)
	@EnableScheduling
	static class Scheduling {

		@Bean
		Ticker ticker() {
			return new Ticker();
		}

		@Bean
		RecordedRuns heard() {
			return new RecordedRuns();
		}

		@Bean
		SchedulingConfigurer lambda() {
			return (registrar) -> registrar.addFixedDelayTask(() -> {
			}, Duration.ofMillis(20));
		}

	}

	static class Ticker {

		private final AtomicInteger ticks = new AtomicInteger();

		private final CountDownLatch started = new CountDownLatch(1);

		private final CountDownLatch end = new CountDownLatch(1);

		@Scheduled(fixedDelay = 20)
		void tick() {
			this.ticks.incrementAndGet();
		}

		@Scheduled(fixedDelay = 3_600_000)
		void boom() {
			throw new IllegalStateException("boom");
		}

		@Scheduled(cron = "0 0 0 1 1 *")
		void slow() throws InterruptedException {
			this.started.countDown();
			this.end.await();
			throw new IllegalStateException("slow");
		}

	}

	static class Nameless implements Runnable {

		@Override
		public void run() {
		}

		@Override
		public String toString() {
			throw new StackOverflowError("nameless");
		}

	}

}
