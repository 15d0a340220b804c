package dev.monitor.job.batch;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobState;
import dev.monitor.job.JobType;
import dev.monitor.job.RecordedRuns;
import dev.monitor.job.autoconfigure.BatchJobAutoConfiguration;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.tasklet.Tasklet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.batch.autoconfigure.BatchAutoConfiguration;
import org.springframework.boot.batch.jdbc.autoconfigure.BatchJdbcAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.PlatformTransactionManager;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link BatchJobs}.
 */
class BatchJobsTests {

	private static final JobParameters PARAMETERS = new JobParametersBuilder().addString("file", "a.csv")
		.addString("apiToken", "s3cret")
		.toJobParameters();

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JobAutoConfiguration.class, BatchJobAutoConfiguration.class,
				BatchAutoConfiguration.class, BatchJdbcAutoConfiguration.class, DataSourceAutoConfiguration.class,
				DataSourceTransactionManagerAutoConfiguration.class, TransactionAutoConfiguration.class,
				MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class))
		.withBean(RecordedRuns.class)
		.withUserConfiguration(Defined.class)
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + System.nanoTime(),
				"spring.batch.jdbc.initialize-schema=always");

	@Test
	void failureIsToldOnceAndCanBeRestarted() {
		this.runner.run((context) -> {
			assertThat(context).hasNotFailed();
			Defined.BROKEN.set(true);
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			BatchJobs jobs = context.getBean(BatchJobs.class);
			JobOperator operator = context.getBean(JobOperator.class);
			JobExecution execution = operator.start(context.getBean("importJob", Job.class), PARAMETERS);
			assertThat(runs.outcomes("importJob")).containsExactly(JobOutcome.FAILED);
			assertThat(runs.of("importJob").get(0).error()).isInstanceOf(IllegalArgumentException.class)
				.hasMessage("no such file");
			assertThat(runs.of("importJob").get(0).times().lateness()).isNotNull();
			assertThat(runs.started("importJob")).hasSize(1);
			assertThat(Defined.USERS.get()).as("the user's listener").isTrue();
			assertThat(jobs.types()).contains(JobType.of("importJob"), JobType.of("slowJob"));
			JobEntry entry = jobs.page(new JobQuery(JobState.FAILED, "importJob", null, null)).jobs().get(0);
			assertThat(entry.key()).isEqualTo(String.valueOf(execution.getId()));
			JobDetail detail = jobs.job(entry.key(), true);
			assertThat(detail).isNotNull();
			assertThat(detail.arguments().lines()).containsExactlyInAnyOrder("file=a.csv", "apiToken=...");
			assertThat(detail.error()).contains("no such file");
			assertThat(detail.times()).containsKeys("created", "started", "last updated", "ended");
			Defined.BROKEN.set(false);
			assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.OK);
			runs.await("importJob", 2);
			assertThat(runs.outcomes("importJob")).containsExactly(JobOutcome.FAILED, JobOutcome.SUCCESS);
			assertThat(jobs.page(JobQuery.ALL).jobs()).isEmpty();
			assertThat(jobs.act(JobAction.RETRY, "999")).isEqualTo(JobActionResult.GONE);
			assertThat(context.getBean(MeterRegistry.class)
				.get("monitor.job.failed")
				.tags("system", "batch", "type", "importJob")
				.counter()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void whatRunsIsCountedAndStopped() {
		this.runner.run((context) -> {
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			BatchJobs jobs = context.getBean(BatchJobs.class);
			JobOperator operator = context.getBean(JobOperator.class);
			Job slow = context.getBean("slowJob", Job.class);
			Thread thread = new Thread(() -> {
				try {
					operator.start(slow, PARAMETERS);
				}
				catch (Exception ex) {
					throw new IllegalStateException(ex);
				}
			});
			thread.start();
			Defined.STARTED.await();
			assertThat(jobs.sample().counts()).containsExactly(new JobCount("default", JobState.RUNNING, 1));
			List<JobEntry> running = jobs.page(new JobQuery(JobState.RUNNING, null, null, null)).jobs();
			assertThat(running).hasSize(1);
			String key = running.get(0).key();
			assertThat(jobs.act(JobAction.RETRY, key)).isEqualTo(JobActionResult.BUSY);
			assertThat(jobs.act(JobAction.STOP, key)).isEqualTo(JobActionResult.OK);
			Defined.END.countDown();
			thread.join();
			assertThat(runs.outcomes("slowJob")).containsExactly(JobOutcome.CANCELLED);
			assertThat(jobs.act(JobAction.STOP, key)).isEqualTo(JobActionResult.UNSUPPORTED);
			Awaitility.await().until(() -> jobs.sample().counts().get(0).count() == 0);
		});
	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		private static final AtomicBoolean BROKEN = new AtomicBoolean();

		private static final AtomicBoolean USERS = new AtomicBoolean();

		private static final CountDownLatch STARTED = new CountDownLatch(1);

		private static final CountDownLatch END = new CountDownLatch(1);

		@Bean
		Job importJob(JobRepository repository, PlatformTransactionManager transactions) {
			Tasklet tasklet = (contribution, context) -> {
				if (BROKEN.get()) {
					throw new IllegalArgumentException("no such file");
				}
				return RepeatStatus.FINISHED;
			};
			return new JobBuilder("importJob", repository).listener(new JobExecutionListener() {

				@Override
				public void afterJob(JobExecution execution) {
					USERS.set(true);
				}

			}).start(new StepBuilder("read", repository).tasklet(tasklet, transactions).build()).build();
		}

		@Bean
		Job slowJob(JobRepository repository, PlatformTransactionManager transactions) {
			Tasklet tasklet = (contribution, context) -> {
				STARTED.countDown();
				END.await();
				return RepeatStatus.CONTINUABLE;
			};
			return new JobBuilder("slowJob", repository)
				.start(new StepBuilder("wait", repository).tasklet(tasklet, transactions).build())
				.build();
		}

	}

}
