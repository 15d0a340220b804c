package dev.monitor.job.quartz;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import dev.monitor.database.PostgresProcess;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobType;
import dev.monitor.job.RecordedRuns;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import dev.monitor.job.autoconfigure.QuartzJobAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.quartz.CronScheduleBuilder;
import org.quartz.DateBuilder;
import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.JobExecutionException;
import org.quartz.JobKey;
import org.quartz.Scheduler;
import org.quartz.SchedulerException;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.Trigger;
import org.quartz.TriggerBuilder;
import org.quartz.TriggerKey;
import org.quartz.listeners.JobListenerSupport;
import org.quartz.listeners.TriggerListenerSupport;

import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.quartz.SchedulerFactoryBean;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link QuartzJobs}, with triggers in memory, in H2 and in PostgreSQL.
 */
class QuartzJobsTests {

	private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

	private final ApplicationContextRunner memory = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JobAutoConfiguration.class, QuartzJobAutoConfiguration.class,
				QuartzAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class))
		.withBean(RecordedRuns.class);

	private final ApplicationContextRunner jdbc = this.memory
		.withConfiguration(AutoConfigurations.of(DataSourceAutoConfiguration.class))
		.withPropertyValues("spring.quartz.job-store-type=jdbc", "spring.quartz.jdbc.initialize-schema=always");

	@Test
	void eachOutcomeIsToldOnceBesideTheListenersOfTheUser() {
		this.memory.withUserConfiguration(Defined.class).run((context) -> {
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			Scheduler scheduler = context.getBean(Scheduler.class);
			List<String> users = new ArrayList<>();
			scheduler.getListenerManager().addJobListener(new JobListenerSupport() {

				@Override
				public String getName() {
					return "monitor";
				}

				@Override
				public void jobWasExecuted(JobExecutionContext job, JobExecutionException ex) {
					users.add(job.getJobDetail().getKey().getName());
				}

			});
			run(scheduler, FineJob.class, "fine");
			run(scheduler, BrokenJob.class, "broken");
			run(scheduler, WrappedJob.class, "wrapped");
			run(scheduler, AgainJob.class, "again");
			assertThat(runs.await(FineJob.class.getName(), 1)).hasSize(1).first().satisfies((run) -> {
				assertThat(run.outcome()).isEqualTo(JobOutcome.SUCCESS);
				assertThat(run.job().system()).isEqualTo("quartz");
				assertThat(run.job().queue()).isEqualTo("quartzScheduler");
				assertThat(run.job().id()).isEqualTo("DEFAULT.fine");
				assertThat(run.times().lateness()).isNotNull();
				assertThat(run.attempt()).isEqualTo(1);
			});
			for (Class<?> type : List.of(BrokenJob.class, WrappedJob.class)) {
				JobRun run = runs.await(type.getName(), 1).get(0);
				assertThat(run.outcome()).isEqualTo(JobOutcome.FAILED);
				assertThat(run.error()).isInstanceOf(IllegalStateException.class);
			}
			runs.await(AgainJob.class.getName(), 2);
			assertThat(runs.outcomes(AgainJob.class.getName())).containsExactly(JobOutcome.RETRY, JobOutcome.SUCCESS);
			assertThat(runs.of(AgainJob.class.getName())).extracting(JobRun::attempt).containsExactly(1, 2);
			assertThat(runs.started(AgainJob.class.getName())).hasSize(2);
			scheduler.getListenerManager().addTriggerListener(new TriggerListenerSupport() {

				@Override
				public String getName() {
					return "veto";
				}

				@Override
				public boolean vetoJobExecution(Trigger trigger, JobExecutionContext job) {
					return job.getJobDetail().getKey().getName().equals("vetoed");
				}

			});
			run(scheduler, FineJob.class, "vetoed");
			runs.await(FineJob.class.getName(), 2);
			assertThat(runs.outcomes(FineJob.class.getName())).containsExactly(JobOutcome.SUCCESS,
					JobOutcome.CANCELLED);
			Awaitility.await().until(() -> users.size() == 5);
			assertThat(context.getBean(MeterRegistry.class)
				.get("monitor.job.failed")
				.tags("system", "quartz", "type", BrokenJob.class.getName())
				.counter()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void whatTheApplicationDefinesIsKnownAndNotDeleted() {
		this.memory.withUserConfiguration(Defined.class).run((context) -> {
			QuartzJobs jobs = context.getBean(QuartzJobs.class);
			assertThat(jobs.types()).contains(new JobType(FineJob.class.getName(), "0 0 0 1 1 ?", null),
					new JobType(BrokenJob.class.getName(), "every 90m", null));
			assertThat(context.getBean(MeterRegistry.class)
				.get("monitor.job.failed")
				.tags("system", "quartz", "type", FineJob.class.getName())
				.counter()
				.count()).isZero();
			String key = only(jobs, "defined").key();
			assertThat(jobs.act(JobAction.DELETE, key)).isEqualTo(JobActionResult.UNSUPPORTED);
			assertThat(jobs.act(JobAction.RETRY, key)).isEqualTo(JobActionResult.UNSUPPORTED);
			assertThat(jobs.act(JobAction.RUN, key)).isEqualTo(JobActionResult.OK);
			context.getBean(RecordedRuns.class).await(FineJob.class.getName(), 1);
		});
	}

	@Test
	void schedulersAreQueuesAndPagesGoFromOneToTheOther() {
		this.memory.withUserConfiguration(Second.class).run((context) -> {
			QuartzJobs jobs = context.getBean(QuartzJobs.class);
			for (Scheduler scheduler : context.getBeansOfType(Scheduler.class).values()) {
				for (int i = 0; i < 70; i++) {
					later(scheduler, "job" + i);
				}
			}
			JobSample sample = jobs.sample();
			assertThat(sample.counts()).filteredOn((count) -> count.state() == JobState.SCHEDULED)
				.extracting((count) -> count.queue() + " " + count.count())
				.containsExactlyInAnyOrder("quartzScheduler 70", "second 70");
			JobPage first = jobs.page(JobQuery.ALL);
			assertThat(first.jobs()).hasSize(100);
			JobPage second = jobs.page(new JobQuery(null, null, null, first.next()));
			assertThat(second.next()).isNull();
			assertThat(second.jobs()).hasSize(40)
				.extracting(JobEntry::key)
				.doesNotContainAnyElementsOf(first.jobs().stream().map(JobEntry::key).toList());
			assertThat(jobs.page(new JobQuery(null, null, "DEFAULT.job7", null)).jobs()).hasSize(2);
			for (String forged : List.of("", "x", "-1~0~~", "4294967295~0~~", "0~1~a", "0~x~a~b")) {
				assertThatIllegalArgumentException()
					.isThrownBy(() -> jobs.page(new JobQuery(null, null, null, forged)));
			}
			assertThatIllegalArgumentException().isThrownBy(() -> jobs.act(JobAction.RUN, "x"));
		});
	}

	@Test
	void runThatAnotherInstanceRecoversIsLost() {
		this.jdbc
			.withPropertyValues("spring.datasource.url=jdbc:h2:mem:recovery;DB_CLOSE_DELAY=-1",
					"spring.quartz.auto-startup=false", "spring.quartz.properties.org.quartz.jobStore.isClustered=true",
					"spring.quartz.properties.org.quartz.scheduler.instanceId=alive")
			.run((context) -> {
				context.getBean(Scheduler.class)
					.addJob(JobBuilder.newJob(FineJob.class)
						.withIdentity("dead")
						.storeDurably()
						.requestRecovery()
						.build(), true);
				try (Connection connection = context.getBean(DataSource.class).getConnection();
						Statement statement = connection.createStatement()) {
					statement.execute("insert into QRTZ_FIRED_TRIGGERS (SCHED_NAME, ENTRY_ID, TRIGGER_NAME, "
							+ "TRIGGER_GROUP, INSTANCE_NAME, FIRED_TIME, SCHED_TIME, PRIORITY, STATE, JOB_NAME, JOB_GROUP, "
							+ "IS_NONCONCURRENT, REQUESTS_RECOVERY) values ('quartzScheduler', '1', 'dead', 'DEFAULT', "
							+ "'killed', 1000, 1000, 5, 'EXECUTING', 'dead', 'DEFAULT', false, true)");
				}
				context.getBean(Scheduler.class).start();
				RecordedRuns runs = context.getBean(RecordedRuns.class);
				runs.await(FineJob.class.getName(), 2);
				assertThat(runs.outcomes(FineJob.class.getName())).containsExactly(JobOutcome.LOST, JobOutcome.SUCCESS);
			});
	}

	@ParameterizedTest
	@ValueSource(strings = { "memory", "h2", "postgresql" })
	void triggersAreCountedListedAndActedUpon(String store) throws Exception {
		switch (store) {
			case "memory" -> this.memory.run(this::countListAndAct);
			case "h2" -> this.jdbc
				.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1")
				.run(this::countListAndAct);
			default -> {
				try (PostgresProcess postgres = new PostgresProcess()) {
					this.jdbc
						.withPropertyValues("spring.datasource.url=" + postgres.url(),
								"spring.datasource.username=monitor",
								"spring.quartz.properties.org.quartz.jobStore.driverDelegateClass="
										+ "org.quartz.impl.jdbcjobstore.PostgreSQLDelegate")
						.run(this::countListAndAct);
				}
			}
		}
	}

	private void countListAndAct(ApplicationContext context) throws Exception {
		Scheduler scheduler = context.getBean(Scheduler.class);
		QuartzJobs jobs = context.getBean(QuartzJobs.class);
		for (int i = 0; i < 250; i++) {
			later(scheduler, "job" + i);
		}
		scheduler.pauseTrigger(new TriggerKey("job3"));
		JobSample sample = jobs.sample();
		assertThat(count(sample, JobState.SCHEDULED)).isEqualTo(249);
		assertThat(count(sample, JobState.PAUSED)).isEqualTo(1);
		assertThat(sample.oldest()).isEmpty();
		List<String> seen = new ArrayList<>();
		JobQuery query = JobQuery.ALL;
		int pages = 0;
		do {
			JobPage page = jobs.page(query);
			page.jobs().forEach((entry) -> seen.add(entry.key()));
			query = (page.next() != null) ? new JobQuery(null, null, null, page.next()) : null;
			pages++;
		}
		while (query != null);
		assertThat(pages).isEqualTo(3);
		assertThat(seen).hasSize(250).doesNotHaveDuplicates();
		assertThat(jobs.page(new JobQuery(JobState.PAUSED, null, null, null)).jobs()).hasSize(1);
		assertThat(jobs.page(new JobQuery(JobState.AVAILABLE, null, null, null)).jobs()).isEmpty();
		assertThat(jobs.page(new JobQuery(JobState.SCHEDULED, FineJob.class.getName(), "DEFAULT.job24", null)).jobs())
			.hasSize(11);
		assertThat(jobs.page(new JobQuery(null, "no.such.Type", null, null)).jobs()).isEmpty();
		act(context, jobs, scheduler);
	}

	private void act(ApplicationContext context, QuartzJobs jobs, Scheduler scheduler) throws Exception {
		JobEntry entry = only(jobs, "DEFAULT.job7");
		assertThat(entry.job().type()).isEqualTo(FineJob.class.getName());
		assertThat(entry.due()).isEqualTo(LATER);
		JobDetail shown = jobs.job(entry.key(), true);
		assertThat(shown).isNotNull();
		assertThat(shown.entry()).isEqualTo(entry);
		assertThat(shown.arguments().lines()).containsExactlyInAnyOrder("apiToken=...", "order=17");
		assertThat(shown.times()).containsKeys("start", "next");
		JobDetail hidden = jobs.job(entry.key(), false);
		assertThat(hidden).isNotNull();
		assertThat(hidden.arguments()).isEmpty();
		assertThat(jobs.act(JobAction.PAUSE, entry.key())).isEqualTo(JobActionResult.OK);
		assertThat(only(jobs, "DEFAULT.job7").state()).isEqualTo(JobState.PAUSED);
		assertThat(jobs.act(JobAction.RESUME, entry.key())).isEqualTo(JobActionResult.OK);
		assertThat(only(jobs, "DEFAULT.job7").state()).isEqualTo(JobState.SCHEDULED);
		assertThat(jobs.act(JobAction.RESET, entry.key())).isEqualTo(JobActionResult.OK);
		RecordedRuns runs = context.getBean(RecordedRuns.class);
		assertThat(jobs.act(JobAction.RUN, entry.key())).isEqualTo(JobActionResult.OK);
		assertThat(runs.await(FineJob.class.getName(), 1).get(0).job().id()).isEqualTo("DEFAULT.job7");
		// the trigger of the run may be about to end, and go with it
		Awaitility.await().until(() -> {
			JobActionResult deleted = jobs.act(JobAction.DELETE, entry.key());
			return deleted == JobActionResult.OK || !scheduler.checkExists(new JobKey("job7"));
		});
		assertThat(scheduler.checkExists(new JobKey("job7"))).isFalse();
		assertThat(jobs.act(JobAction.DELETE, entry.key())).isEqualTo(JobActionResult.GONE);
		assertThat(jobs.job(entry.key(), false)).isNull();
	}

	private static JobEntry only(QuartzJobs jobs, String id) throws Exception {
		List<JobEntry> found = jobs.page(new JobQuery(null, null, id, null))
			.jobs()
			.stream()
			.filter((entry) -> entry.job().id().endsWith(id))
			.toList();
		assertThat(found).hasSize(1);
		return found.get(0);
	}

	private static long count(JobSample sample, JobState state) {
		return sample.counts()
			.stream()
			.filter((count) -> count.state() == state)
			.mapToLong((count) -> count.count())
			.sum();
	}

	private static void later(Scheduler scheduler, String name) throws SchedulerException {
		scheduler.scheduleJob(JobBuilder.newJob(FineJob.class)
			.withIdentity(name)
			.usingJobData("apiToken", "s3cret")
			.usingJobData("order", "17")
			.build(), TriggerBuilder.newTrigger().withIdentity(name).startAt(Date.from(LATER)).build());
	}

	private static void run(Scheduler scheduler, Class<? extends Job> type, String name) throws SchedulerException {
		scheduler.scheduleJob(JobBuilder.newJob(type).withIdentity(name).build(),
				TriggerBuilder.newTrigger().withIdentity(name).startNow().build());
	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		@Bean
		org.quartz.JobDetail detail() {
			return JobBuilder.newJob(FineJob.class).withIdentity("defined", "defined").storeDurably().build();
		}

		@Bean
		Trigger repeated() {
			return TriggerBuilder.newTrigger()
				.withIdentity("repeated", "minutes")
				.forJob("repeated", "minutes")
				.startAt(DateBuilder.futureDate(1, DateBuilder.IntervalUnit.YEAR))
				.withSchedule(SimpleScheduleBuilder.repeatMinutelyForever(90))
				.build();
		}

		@Bean
		org.quartz.JobDetail repeatedDetail() {
			return JobBuilder.newJob(BrokenJob.class).withIdentity("repeated", "minutes").storeDurably().build();
		}

		@Bean
		Trigger trigger(@Qualifier("detail") org.quartz.JobDetail detail) {
			return TriggerBuilder.newTrigger()
				.withIdentity("defined", "defined")
				.forJob(detail)
				.withSchedule(CronScheduleBuilder.cronSchedule("0 0 0 1 1 ?"))
				.build();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Second {

		@Bean
		SchedulerFactoryBean quartzScheduler() {
			return new SchedulerFactoryBean();
		}

		@Bean
		SchedulerFactoryBean second() {
			SchedulerFactoryBean second = new SchedulerFactoryBean();
			second.setSchedulerName("second");
			return second;
		}

	}

	public static class FineJob implements Job {

		@Override
		public void execute(JobExecutionContext context) {
		}

	}

	public static class BrokenJob implements Job {

		@Override
		public void execute(JobExecutionContext context) {
			throw new IllegalStateException("broken");
		}

	}

	public static class WrappedJob implements Job {

		@Override
		public void execute(JobExecutionContext context) throws JobExecutionException {
			throw new JobExecutionException(new IllegalStateException("wrapped"));
		}

	}

	public static class AgainJob implements Job {

		private static final AtomicBoolean FAILED = new AtomicBoolean();

		@Override
		public void execute(JobExecutionContext context) throws JobExecutionException {
			if (!FAILED.getAndSet(true)) {
				throw new JobExecutionException(new IllegalStateException("again"), true);
			}
		}

	}

}
