package dev.monitor.job.jobrunr;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobState;
import dev.monitor.job.JobType;
import dev.monitor.job.RecordedRuns;
import dev.monitor.job.autoconfigure.JobAutoConfiguration;
import dev.monitor.job.autoconfigure.JobRunrJobAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.filters.JobServerFilter;
import org.jobrunr.jobs.mappers.JobMapper;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.scheduling.JobScheduler;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.server.BackgroundJobServerConfiguration;
import org.jobrunr.spring.autoconfigure.JobRunrAutoConfiguration;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.sql.h2.H2StorageProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.Configurations;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link JobRunrJobs}, with JobRunr's own server on H2.
 */
class JobRunrJobsTests {

	private static final Instant LATER = Instant.parse("2099-01-01T00:00:00Z");

	private static final AutoConfigurations AUTO_CONFIGURATIONS = AutoConfigurations.of(JobAutoConfiguration.class,
			JobRunrJobAutoConfiguration.class, JobRunrAutoConfiguration.class, DataSourceAutoConfiguration.class,
			MetricsAutoConfiguration.class, SimpleMetricsExportAutoConfiguration.class);

	private static final String DELIVER = Work.class.getName() + ".deliver";

	private static AnnotationConfigApplicationContext context;

	private static RecordedRuns runs;

	private static JobRunrJobs jobs;

	private static JobScheduler scheduler;

	@BeforeAll
	static void start() {
		context = new AnnotationConfigApplicationContext();
		TestPropertyValues
			.of("spring.datasource.url=jdbc:h2:mem:jobrunr;DB_CLOSE_DELAY=-1",
					"jobrunr.background-job-server.enabled=true", "jobrunr.jobs.default-number-of-retries=1",
					"jobrunr.jobs.retry-back-off-time-seed=1", "jobrunr.miscellaneous.allow-anonymous-data-usage=false")
			.applyTo(context);
		context.register(Defined.class);
		context.register(Configurations.getClasses(AUTO_CONFIGURATIONS));
		context.refresh();
		context.getBean(BackgroundJobServer.class).start();
		runs = context.getBean(RecordedRuns.class);
		jobs = context.getBean(JobRunrJobs.class);
		scheduler = context.getBean(JobScheduler.class);
	}

	@AfterAll
	static void stop() {
		Work.END.countDown();
		context.close();
	}

	@Test
	void eachOutcomeIsToldOnceBesideTheFiltersOfTheUser() {
		UUID fine = scheduler.<Work>enqueue((work) -> work.fine("1")).asUUID();
		UUID deliver = scheduler.<Work>enqueue((work) -> work.deliver("17", true)).asUUID();
		assertThat(awaitRuns(fine, 1)).singleElement().satisfies((run) -> {
			assertThat(run.outcome()).isEqualTo(JobOutcome.SUCCESS);
			assertThat(run.job().system()).isEqualTo("jobrunr");
		});
		List<JobRun> told = awaitRuns(deliver, 2);
		assertThat(told).extracting(JobRun::outcome).containsExactly(JobOutcome.RETRY, JobOutcome.FAILED);
		assertThat(told).extracting(JobRun::attempt).containsExactly(1, 2);
		assertThat(told).allSatisfy((run) -> {
			assertThat(run.error()).isInstanceOf(IllegalStateException.class).hasMessage("boom");
			assertThat(run.job().type()).isEqualTo(DELIVER);
			assertThat(run.times().lateness()).isNotNull();
		});
		assertThat(runs.started(DELIVER)).filteredOn((job) -> job.id().equals(deliver.toString())).hasSize(2);
		assertThat(context.getBean(Users.class).seen).hasPositiveValue();
		assertThat(context.getBean(MeterRegistry.class)
			.get("monitor.job.failed")
			.tags("system", "jobrunr", "type", DELIVER)
			.counter()
			.count()).isPositive();
	}

	@Test
	void whatFailedForGoodIsListedAndRunsAgain() {
		Work.BROKEN.set(true);
		UUID id = scheduler.<Work>enqueue((work) -> work.deliver("s3cret", false)).asUUID();
		awaitRuns(id, 2);
		Awaitility.await().until(() -> storage().getJobById(id).hasState(StateName.FAILED));
		JobEntry entry = jobs.page(new JobQuery(JobState.FAILED, DELIVER, id.toString(), null)).jobs().get(0);
		assertThat(entry.attempts()).isEqualTo(2);
		JobDetail detail = jobs.job(entry.key(), true);
		assertThat(detail).isNotNull();
		assertThat(detail.error()).isEqualTo("IllegalStateException: refused, token=...");
		assertThat(detail.arguments()).isEqualTo("s3cret\nfalse");
		assertThat(detail.times()).containsKeys("created", "due", "started", "last failure");
		JobDetail hidden = jobs.job(entry.key(), false);
		assertThat(hidden).isNotNull();
		assertThat(hidden.arguments()).isEmpty();
		Work.BROKEN.set(false);
		assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.OK);
		assertThat(awaitRuns(id, 3).get(2).outcome()).isEqualTo(JobOutcome.SUCCESS);
		Awaitility.await().until(() -> jobs.job(entry.key(), false) == null);
		assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.GONE);
	}

	@Test
	void aJobThatRunsIsBusyAndOneThatIsDeletedMeanwhileIsCancelled() throws Exception {
		UUID id = scheduler.<Work>enqueue(Work::hang).asUUID();
		assertThat(Work.STARTED.await(30, TimeUnit.SECONDS)).isTrue();
		JobEntry entry = jobs.page(new JobQuery(JobState.RUNNING, Work.class.getName() + ".hang", null, null))
			.jobs()
			.get(0);
		assertThat(entry.job().id()).isEqualTo(id.toString());
		assertThat(jobs.act(JobAction.DELETE, entry.key())).isEqualTo(JobActionResult.BUSY);
		assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.BUSY);
		scheduler.delete(id);
		assertThat(awaitRuns(id, 1)).extracting(JobRun::outcome).containsExactly(JobOutcome.CANCELLED);
	}

	@Test
	void jobsAreCountedListedAndDeleted() {
		for (int i = 0; i < 250; i++) {
			String order = "later" + i;
			scheduler.<Work>schedule(LATER.plusSeconds(i % 3), (work) -> work.later(order));
		}
		assertThat(jobs.sample().counts()).filteredOn((count) -> count.state() == JobState.SCHEDULED)
			.extracting(JobCount::count)
			.allSatisfy((count) -> assertThat(count).isBetween(250L, 260L));
		List<String> seen = new ArrayList<>();
		List<Instant> due = new ArrayList<>();
		String after = null;
		int pages = 0;
		do {
			JobPage page = jobs.page(new JobQuery(JobState.SCHEDULED, Work.class.getName() + ".later", null, after));
			page.jobs().forEach((entry) -> {
				seen.add(entry.key());
				due.add(entry.due());
			});
			after = page.next();
			pages++;
		}
		while (after != null);
		assertThat(pages).isEqualTo(3);
		assertThat(seen).hasSize(250).doesNotHaveDuplicates();
		assertThat(due).isSorted();
		scheduler.<Work>scheduleRecurrently("tick", "0 0 1 1 *", (work) -> work.tick());
		jobs.sample();
		assertThat(jobs.types()).contains(new JobType(Work.class.getName() + ".tick", "0 0 1 1 *", null));
		assertThat(jobs.page(new JobQuery(JobState.PAUSED, null, null, null)).jobs()).isEmpty();
		assertThat(jobs.act(JobAction.PAUSE, seen.get(0))).isEqualTo(JobActionResult.UNSUPPORTED);
		assertThat(jobs.act(JobAction.DELETE, seen.get(0))).isEqualTo(JobActionResult.OK);
		assertThat(jobs.act(JobAction.DELETE, seen.get(0))).isEqualTo(JobActionResult.GONE);
		assertThat(jobs.job(UUID.randomUUID().toString(), true)).isNull();
		for (String forged : List.of("", "x", "-1~0", "0~x", "4294967295~0", "0~4294967295")) {
			assertThatIllegalArgumentException().isThrownBy(() -> jobs.page(new JobQuery(null, null, null, forged)));
		}
		assertThatIllegalArgumentException().isThrownBy(() -> jobs.job("forged", false));
		assertThat(jobs.page(new JobQuery(null, null, null, "9~0")).jobs()).isEmpty();
	}

	@Test
	void aJobOfADeadServerIsLost() {
		UUID id = scheduler.<Work>schedule(LATER, (work) -> work.fine("lost")).asUUID();
		Job job = storage().getJobById(id);
		job.enqueue();
		BackgroundJobServer dead = new BackgroundJobServer(storage(),
				context.getBean(org.jobrunr.utils.mapper.JsonMapper.class), null,
				BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration());
		job.startProcessingOn(dead);
		org.jobrunr.jobs.states.ProcessingState processing = job.getJobState();
		processing.setUpdatedAt(Instant.now().minusSeconds(600));
		storage().save(job);
		List<JobRun> told = awaitRuns(id, 2);
		assertThat(told).extracting(JobRun::outcome).containsExactly(JobOutcome.LOST, JobOutcome.SUCCESS);
		assertThat(context.getBean(MeterRegistry.class)
			.get("monitor.job.lost")
			.tags("system", "jobrunr")
			.counter()
			.count()).isEqualTo(1);
	}

	@Test
	void withoutStorageThereIsNothing() {
		new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(JobRunrJobAutoConfiguration.class))
			.run((without) -> assertThat(without).doesNotHaveBean(JobRunrJobs.class));
	}

	private static StorageProvider storage() {
		return context.getBean(StorageProvider.class);
	}

	private static List<JobRun> awaitRuns(UUID id, int count) {
		Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> of(id).size() >= count);
		return of(id);
	}

	private static List<JobRun> of(UUID id) {
		return runs.ended().stream().filter((run) -> run.job().id().equals(id.toString())).toList();
	}

	static class Users implements JobServerFilter {

		private final AtomicInteger seen = new AtomicInteger();

		@Override
		public void onProcessing(Job job) {
			this.seen.incrementAndGet();
			throw new IllegalStateException("a filter of the user's that fails");
		}

	}

	public static class Work {

		private static final AtomicBoolean BROKEN = new AtomicBoolean();

		private static final CountDownLatch STARTED = new CountDownLatch(1);

		private static final CountDownLatch END = new CountDownLatch(1);

		public void fine(String order) {
		}

		public void later(String order) {
		}

		public void tick() {
		}

		public void deliver(String order, boolean always) {
			if (always || BROKEN.get()) {
				throw new IllegalStateException(always ? "boom" : "refused, token=" + order);
			}
		}

		public void hang() throws InterruptedException {
			STARTED.countDown();
			END.await();
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		@Bean
		RecordedRuns recordedRuns() {
			return new RecordedRuns();
		}

		@Bean
		Work work() {
			return new Work();
		}

		@Bean
		Users users(BackgroundJobServer server) {
			Users users = new Users();
			server.setJobFilters(List.of(users));
			return users;
		}

		/**
		 * JobRunr's own, which does not insist on five seconds between looks for work.
		 */
		@Bean
		StorageProvider storageProvider(DataSource dataSource, JobMapper mapper) {
			StorageProvider storage = new H2StorageProvider(dataSource);
			storage.setJobMapper(mapper);
			return (StorageProvider) Proxy.newProxyInstance(StorageProvider.class.getClassLoader(),
					new Class<?>[] { StorageProvider.class }, (proxy, method, arguments) -> {
						try {
							return method.getName().equals("validatePollInterval") ? null
									: method.invoke(storage, arguments);
						}
						catch (InvocationTargetException ex) {
							throw ex.getTargetException();
						}
					});
		}

		@Bean
		BackgroundJobServerConfiguration backgroundJobServerConfiguration() {
			return BackgroundJobServerConfiguration.usingStandardBackgroundJobServerConfiguration()
				.andPollInterval(Duration.ofMillis(200))
				.andWorkerCount(4);
		}

	}

}
