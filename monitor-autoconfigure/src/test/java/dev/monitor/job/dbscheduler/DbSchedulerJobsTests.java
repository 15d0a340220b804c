package dev.monitor.job.dbscheduler;

import java.io.Serializable;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

import javax.sql.DataSource;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration;
import com.github.kagkarlsson.scheduler.event.AbstractSchedulerListener;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.FailureHandler;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import dev.monitor.CapturedLog;
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
import dev.monitor.job.autoconfigure.DbSchedulerJobAutoConfiguration;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link DbSchedulerJobs}, with executions in H2 and in PostgreSQL.
 */
class DbSchedulerJobsTests {

	private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

	private static final String TABLE = """
			create table scheduled_tasks (task_name varchar(100) not null, task_instance varchar(100) not null,
				task_data %s, execution_time timestamp(6) with time zone not null, picked boolean not null,
				picked_by varchar(50), last_success timestamp(6) with time zone,
				last_failure timestamp(6) with time zone, consecutive_failures int,
				last_heartbeat timestamp(6) with time zone, version bigint not null, priority smallint,
				primary key (task_name, task_instance))""";

	private static final AtomicBoolean BROKEN = new AtomicBoolean();

	private static final CountDownLatch STARTED = new CountDownLatch(1);

	private static final CountDownLatch END = new CountDownLatch(1);

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JobAutoConfiguration.class, DbSchedulerJobAutoConfiguration.class,
				DbSchedulerAutoConfiguration.class, DataSourceAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class))
		.withBean(RecordedRuns.class)
		.withUserConfiguration(Defined.class)
		.withPropertyValues("db-scheduler.polling-interval=50ms", "db-scheduler.shutdown-max-wait=1s");

	private final String h2 = "jdbc:h2:mem:" + System.nanoTime() + ";DB_CLOSE_DELAY=-1";

	private final ApplicationContextRunner inH2 = this.runner.withPropertyValues("spring.datasource.url=" + this.h2,
			"spring.datasource.username=sa");

	@BeforeEach
	void create() throws SQLException {
		BROKEN.set(true);
		execute(this.h2, "sa", TABLE.formatted("blob"));
	}

	@Test
	void eachOutcomeIsToldOnceBesideTheListenersOfTheUser() {
		this.inH2.run((context) -> {
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			SchedulerClient client = context.getBean(Scheduler.class);
			client.scheduleIfNotExists(Defined.FINE.instance("1"), Instant.now());
			client.scheduleIfNotExists(Defined.DELIVER.instance("17", new Order("17", "s3cret")), Instant.now());
			runs.await("fine", 1);
			runs.await("deliver", 3);
			runs.await("again", 2);
			Awaitility.await().until(() -> context.getBean(Users.class).completed.size() >= 6);
			assertThat(runs.outcomes("fine")).containsExactly(JobOutcome.SUCCESS);
			assertThat(runs.outcomes("deliver")).containsExactly(JobOutcome.RETRY, JobOutcome.RETRY, JobOutcome.FAILED);
			assertThat(runs.of("deliver")).extracting(JobRun::attempt).containsExactly(1, 2, 3);
			assertThat(runs.of("deliver")).allSatisfy((run) -> {
				assertThat(run.error()).isInstanceOf(IllegalStateException.class).hasMessage("boom");
				assertThat(run.job().id()).isEqualTo("17");
				assertThat(run.times().lateness()).isNotNull();
			});
			assertThat(runs.outcomes("again")).contains(JobOutcome.RETRY).doesNotContain(JobOutcome.FAILED);
			assertThat(runs.started("deliver")).hasSize(3);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("monitor.job.failed")
				.tags("system", "db-scheduler", "type", "deliver")
				.counter()
				.count()).isEqualTo(1);
			assertThat(
					registry.get("monitor.job.failed").tags("system", "db-scheduler", "type", "fine").counter().count())
				.isZero();
			assertThat(
					registry.get("monitor.job.wait").tags("system", "db-scheduler", "queue", "default").timer().count())
				.isGreaterThanOrEqualTo(6);
			assertThat(context.getBean(DbSchedulerJobs.class).types()).contains(JobType.of("deliver"),
					new JobType("again", "recurring", null));
		});
	}

	@Test
	void whatFailedForGoodIsKeptAndCanBeScheduledAgain() {
		this.inH2.run((context) -> {
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			DbSchedulerJobs jobs = context.getBean(DbSchedulerJobs.class);
			Scheduler client = context.getBean(Scheduler.class);
			client.scheduleIfNotExists(Defined.DELIVER.instance("17", new Order("17", "s3cret")), Instant.now());
			runs.await("deliver", 3);
			JobPage page = jobs.page(new JobQuery(JobState.FAILED, "deliver", "1", null));
			assertThat(page.jobs()).hasSize(1);
			JobEntry entry = page.jobs().get(0);
			assertThat(entry.attempts()).isEqualTo(3);
			JobDetail detail = jobs.job(entry.key(), true);
			assertThat(detail).isNotNull();
			assertThat(detail.error()).isEqualTo("IllegalStateException: boom");
			assertThat(detail.arguments()).isEqualTo("Order[id=17, password=...]");
			JobDetail hidden = jobs.job(entry.key(), false);
			assertThat(hidden).isNotNull();
			assertThat(hidden.arguments()).isEmpty();
			BROKEN.set(false);
			assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.OK);
			assertThat(runs.await("deliver", 4).get(3)).satisfies((run) -> {
				assertThat(run.outcome()).isEqualTo(JobOutcome.SUCCESS);
				assertThat(run.attempt()).isEqualTo(1);
			});
			assertThat(jobs.page(new JobQuery(JobState.FAILED, null, null, null)).jobs()).isEmpty();
			assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.GONE);
			assertThat(jobs.job(entry.key(), false)).isNull();
		});
	}

	@Test
	void runOfADeadInstanceIsLost() throws SQLException {
		try (Connection connection = DriverManager.getConnection(this.h2, "sa", "");
				PreparedStatement insert = connection.prepareStatement("insert into scheduled_tasks (task_name, "
						+ "task_instance, execution_time, picked, picked_by, last_heartbeat, version) "
						+ "values ('fine', 'dead', ?, true, 'gone', ?, 1)")) {
			Instant before = Instant.now().minusSeconds(600);
			insert.setObject(1, before.atOffset(ZoneOffset.UTC));
			insert.setObject(2, before.atOffset(ZoneOffset.UTC));
			insert.executeUpdate();
		}
		this.inH2.withPropertyValues("db-scheduler.heartbeat-interval=100ms").run((context) -> {
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			runs.await("fine", 2);
			assertThat(runs.outcomes("fine")).containsExactly(JobOutcome.LOST, JobOutcome.SUCCESS);
			assertThat(context.getBean(MeterRegistry.class)
				.get("monitor.job.lost")
				.tags("system", "db-scheduler")
				.counter()
				.count()).isEqualTo(1);
		});
	}

	@Test
	void schedulerThatTheApplicationMakesIsObservedToo() {
		this.inH2.withUserConfiguration(Own.class).run((context) -> {
			assertThat(context).hasNotFailed();
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			DbSchedulerJobs jobs = context.getBean(DbSchedulerJobs.class);
			Scheduler own = context.getBean("own", Scheduler.class);
			own.scheduleIfNotExists(Own.MINE.instance("a"), Instant.now());
			runs.await("mine", 1);
			assertThat(runs.outcomes("mine")).containsExactly(JobOutcome.FAILED);
			List<JobEntry> all = new ArrayList<>();
			JobQuery query = new JobQuery(JobState.FAILED, null, null, null);
			JobPage page = jobs.page(query);
			all.addAll(page.jobs());
			assertThat(all).hasSize(1);
			assertThat(jobs.act(JobAction.DELETE, all.get(0).key())).isEqualTo(JobActionResult.OK);
			assertThat(jobs.page(query).jobs()).isEmpty();
			for (String forged : List.of("", "x", "-1~", "0~x~y", "4294967295~")) {
				assertThatIllegalArgumentException()
					.isThrownBy(() -> jobs.page(new JobQuery(null, null, null, forged)));
			}
			assertThat(jobs.page(new JobQuery(null, null, null, "9~")).jobs()).isEmpty();
			for (String forged : List.of("-1~a~b", "4294967295~a~b")) {
				assertThatIllegalArgumentException().isThrownBy(() -> jobs.act(JobAction.RETRY, forged));
			}
			assertThat(jobs.act(JobAction.RETRY, "9~a~b")).isEqualTo(JobActionResult.GONE);
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql" })
	void executionsAreCountedListedAndActedUpon(String store) throws Exception {
		if (store.equals("h2")) {
			this.inH2.run(this::countListAndAct);
			return;
		}
		try (PostgresProcess postgres = new PostgresProcess()) {
			execute(postgres.url(), "monitor", TABLE.formatted("bytea"));
			this.runner
				.withPropertyValues("spring.datasource.url=" + postgres.url(), "spring.datasource.username=monitor")
				.run(this::countListAndAct);
		}
	}

	private void countListAndAct(ApplicationContext context) throws Exception {
		Scheduler client = context.getBean(Scheduler.class);
		DbSchedulerJobs jobs = context.getBean(DbSchedulerJobs.class);
		RecordedRuns runs = context.getBean(RecordedRuns.class);
		for (int i = 0; i < 250; i++) {
			client.scheduleIfNotExists(Defined.DELIVER.instance("later" + i, new Order("later" + i, "s3cret")),
					LATER.plusSeconds(i % 3));
		}
		JobSample sample = jobs.sample();
		assertThat(sample.counts()).filteredOn((count) -> count.state() == JobState.SCHEDULED)
			.first()
			.satisfies((count) -> assertThat(count.count()).isBetween(250L, 251L));
		List<String> seen = new ArrayList<>();
		String after = null;
		int pages = 0;
		do {
			JobPage page = jobs.page(new JobQuery(JobState.SCHEDULED, "deliver", null, after));
			page.jobs().forEach((entry) -> seen.add(entry.key()));
			after = page.next();
			pages++;
		}
		while (after != null);
		assertThat(pages).isEqualTo(3);
		assertThat(seen).hasSize(250).doesNotHaveDuplicates();
		assertThat(jobs.page(new JobQuery(null, null, "later24", null)).jobs()).hasSize(11);
		assertThat(jobs.page(new JobQuery(JobState.AVAILABLE, "deliver", null, null)).jobs()).isEmpty();
		JobEntry entry = jobs.page(new JobQuery(null, null, "later7", null)).jobs().get(0);
		JobDetail detail = jobs.job(entry.key(), true);
		assertThat(detail).isNotNull();
		assertThat(detail.arguments()).isEqualTo("Order[id=" + entry.job().id() + ", password=...]");
		assertThat(detail.times()).containsKey("due");
		BROKEN.set(false);
		assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.OK);
		assertThat(runs.await("deliver", 1).get(0).job()).isEqualTo(entry.job());
		Awaitility.await().until(() -> jobs.job(entry.key(), false) == null);
		JobEntry other = jobs.page(new JobQuery(null, "deliver", "later8", null)).jobs().get(0);
		assertThat(jobs.act(JobAction.PAUSE, other.key())).isEqualTo(JobActionResult.UNSUPPORTED);
		assertThat(jobs.act(JobAction.DELETE, other.key())).isEqualTo(JobActionResult.OK);
		assertThat(jobs.act(JobAction.DELETE, other.key())).isEqualTo(JobActionResult.GONE);
	}

	@Test
	void executionThatRunsIsBusy() {
		this.inH2.run((context) -> {
			Scheduler client = context.getBean(Scheduler.class);
			DbSchedulerJobs jobs = context.getBean(DbSchedulerJobs.class);
			Instant due = Instant.now().minusSeconds(60);
			client.scheduleIfNotExists(Defined.SLOW.instance("1"), due);
			assertThat(STARTED.await(10, TimeUnit.SECONDS)).isTrue();
			JobEntry entry = jobs.page(new JobQuery(JobState.RUNNING, "slow", null, null)).jobs().get(0);
			assertThat(jobs.sample().oldest()).as("it is due, but it runs").doesNotContainValue(due);
			assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.BUSY);
			assertThat(jobs.act(JobAction.DELETE, entry.key())).isEqualTo(JobActionResult.BUSY);
			END.countDown();
			context.getBean(RecordedRuns.class).await("slow", 1);
		});
	}

	@Test
	void runThatTheEndOfTheApplicationInterruptsIsTold() {
		RecordedRuns runs = new RecordedRuns();
		try (CapturedLog log = new CapturedLog("dev.monitor")) {
			this.inH2.withBean("told", RecordedRuns.class, () -> runs)
				.withPropertyValues("db-scheduler.shutdown-max-wait=100ms")
				.run((context) -> {
					context.getBean(Scheduler.class).scheduleIfNotExists(Defined.STUCK.instance("1"), Instant.now());
					Awaitility.await().until(() -> !runs.started("stuck").isEmpty());
				});
			runs.await("stuck", 1);
			assertThat(runs.outcomes("stuck")).containsExactly(JobOutcome.RETRY);
			assertThat(log.lines()).filteredOn((line) -> line.startsWith("WARN")).isEmpty();
		}
	}

	private static void execute(String url, String user, String sql) throws SQLException {
		try (Connection connection = DriverManager.getConnection(url, user, "");
				Statement statement = connection.createStatement()) {
			statement.execute(sql);
		}
	}

	record Order(String id, String password) implements Serializable {

	}

	static class Users extends AbstractSchedulerListener {

		private final List<String> completed = new CopyOnWriteArrayList<>();

		@Override
		public void onExecutionComplete(ExecutionComplete complete) {
			this.completed.add(complete.getExecution().getTaskName());
			throw new IllegalStateException("a listener of the user's that fails");
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		static final Task<Void> FINE = Tasks.oneTime("fine").execute((instance, context) -> {
		});

		static final Task<Order> DELIVER = Tasks.oneTime("deliver", Order.class)
			.onFailure(FailureHandler.<Order>maxRetries(2).retryEvery(Duration.ofMillis(50)).thenRemove())
			.execute((instance, context) -> {
				if (BROKEN.get()) {
					throw new IllegalStateException("boom");
				}
			});

		static final Task<Void> SLOW = Tasks.oneTime("slow").execute((instance, context) -> {
			STARTED.countDown();
			try {
				END.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});

		static final Task<Void> STUCK = Tasks.oneTime("stuck")
			.onFailure(new FailureHandler.OnFailureRetryLater<>(Duration.ofHours(1)))
			.execute((instance, context) -> {
				try {
					new CountDownLatch(1).await();
				}
				catch (InterruptedException ex) {
					throw new IllegalStateException(ex);
				}
			});

		@Bean
		Task<Void> stuck() {
			return STUCK;
		}

		@Bean
		Task<Void> fine() {
			return FINE;
		}

		@Bean
		Task<Order> deliver() {
			return DELIVER;
		}

		@Bean
		Task<Void> slow() {
			return SLOW;
		}

		@Bean
		Task<Void> again() {
			return Tasks.recurring("again", FixedDelay.ofMillis(50)).execute((instance, context) -> {
				throw new IllegalStateException("again");
			});
		}

		@Bean
		Users users() {
			return new Users();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Own {

		static final Task<Void> MINE = Tasks.oneTime("mine")
			.onFailure((complete, operations) -> operations.remove())
			.execute((instance, context) -> {
				throw new IllegalStateException("mine");
			});

		@Bean(initMethod = "start", destroyMethod = "stop")
		Scheduler own(DataSource dataSource) {
			return Scheduler.create(dataSource, MINE).pollingInterval(Duration.ofMillis(50)).build();
		}

	}

}
