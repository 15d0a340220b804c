package dev.monitor.job.modulith;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.monitor.CapturedLog;
import dev.monitor.database.PostgresProcess;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
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
import dev.monitor.job.autoconfigure.ModulithJobAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.autoconfigure.task.TaskExecutionAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceTransactionManagerAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.JdbcTemplateAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.simple.SimpleMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.transaction.autoconfigure.TransactionAutoConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.modulith.events.config.EventPublicationAutoConfiguration;
import org.springframework.modulith.events.core.EventPublicationRegistry;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.scheduling.annotation.Async;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.util.ClassUtils;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link ModulithJobs}, with publications in H2 and in PostgreSQL.
 */
class ModulithJobsTests {

	private static final String ON = Warehouse.class.getName() + ".on(" + OrderPlaced.class.getName() + ")";

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(JobAutoConfiguration.class, ModulithJobAutoConfiguration.class,
				EventPublicationAutoConfiguration.class, modulith("jdbc.JdbcEventPublicationAutoConfiguration"),
				modulith("jackson.JacksonEventSerializationConfiguration"), JacksonAutoConfiguration.class,
				DataSourceAutoConfiguration.class, DataSourceTransactionManagerAutoConfiguration.class,
				JdbcTemplateAutoConfiguration.class, TransactionAutoConfiguration.class,
				TaskExecutionAutoConfiguration.class, MetricsAutoConfiguration.class,
				SimpleMetricsExportAutoConfiguration.class))
		.withBean(RecordedRuns.class)
		.withUserConfiguration(Defined.class)
		.withPropertyValues("monitor.jobs.modulith.max-attempts=2");

	private final ApplicationContextRunner inH2 = this.runner
		.withPropertyValues("spring.datasource.url=jdbc:h2:mem:" + System.nanoTime());

	@BeforeEach
	void breakListener() {
		Warehouse.BROKEN.set(true);
	}

	@Test
	void failureIsFinalWithTheLastAttemptAndToldOnce() {
		this.inH2.run((context) -> {
			assertThat(context).hasNotFailed();
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			publish(context, "1");
			runs.await(ON, 1);
			resubmit(context);
			runs.await(ON, 2);
			resubmit(context);
			runs.await(ON, 3);
			Warehouse.BROKEN.set(false);
			resubmit(context);
			runs.await(ON, 4);
			assertThat(runs.outcomes(ON)).containsExactly(JobOutcome.RETRY, JobOutcome.FAILED, JobOutcome.RETRY,
					JobOutcome.SUCCESS);
			assertThat(runs.of(ON)).extracting(JobRun::attempt).containsExactly(1, 2, 3, 4);
			assertThat(runs.of(ON)).extracting((run) -> run.job().id()).containsOnly(runs.of(ON).get(0).job().id());
			assertThat(runs.of(ON)).allSatisfy((run) -> assertThat(run.times().lateness()).isNotNull());
			assertThat(runs.started(ON)).hasSize(4);
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			assertThat(registry.get("monitor.job.failed").tags("system", "modulith", "type", ON).counter().count())
				.isEqualTo(1);
			assertThat(context.getBean(ModulithJobs.class).types()).containsExactly(JobType.of(ON));
		});
	}

	/**
	 * Resubmit what failed, once it is kept as failed: a run ends before that.
	 */
	private static void resubmit(ApplicationContext context) {
		ModulithJobs jobs = context.getBean(ModulithJobs.class);
		Awaitility.await()
			.until(() -> count(jobs.sample(), JobState.RETRYABLE) + count(jobs.sample(), JobState.FAILED) == 1);
		context.getBean(FailedEventPublications.class).resubmit(ResubmissionOptions.defaults());
	}

	@Test
	void staleOneOfAnotherInstanceIsLost() {
		this.inH2.run((context) -> {
			String id = "7d8c1d5e-1d3f-4c8b-9d93-0c7a5f5f0a11";
			context.getBean(JdbcTemplate.class)
				.update("insert into event_publication (id, event_type, listener_id, publication_date, "
						+ "serialized_event, status, completion_attempts) values (?, ?, ?, '2026-01-01 00:00:00+00', "
						+ "'{\"id\":\"1\"}', 'PROCESSING', 1)", id, OrderPlaced.class.getName(), ON);
			context.getBean(EventPublicationRegistry.class)
				.markStalePublicationsFailed((status) -> Duration.ofMinutes(1));
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			assertThat(runs.outcomes(ON)).containsExactly(JobOutcome.LOST);
			assertThat(runs.of(ON).get(0).job().id()).isEqualTo(id);
		});
	}

	@Test
	void whatTheRepositoryThrowsAndReturnsStaysTheSame() {
		this.inH2.run((context) -> {
			EventPublicationRepository repository = context.getBean(EventPublicationRepository.class);
			assertThat(List.of(repository).indexOf(repository)).isZero();
			assertThat(repository.findIncompletePublications()).isEmpty();
			context.getBean(JdbcTemplate.class).execute("drop table event_publication");
			assertThatExceptionOfType(DataAccessException.class).isThrownBy(repository::findIncompletePublications);
			assertThat(context.getBean(RecordedRuns.class).of(ON)).isEmpty();
		});
	}

	@Test
	void oldStructureIsCountedAndListed() {
		this.inH2.withPropertyValues("spring.modulith.events.jdbc.use-legacy-structure=true").run((context) -> {
			assertThat(context).hasNotFailed();
			ModulithJobs jobs = context.getBean(ModulithJobs.class);
			RecordedRuns runs = context.getBean(RecordedRuns.class);
			publish(context, "1");
			runs.await(ON, 1);
			assertThat(runs.outcomes(ON)).containsExactly(JobOutcome.RETRY);
			assertThat(jobs.sample().counts()).containsExactly(new JobCount("default", JobState.AVAILABLE, 1));
			assertThat(jobs.sample().oldest()).containsKey("default");
			JobEntry entry = jobs.page(JobQuery.ALL).jobs().get(0);
			assertThat(jobs.page(new JobQuery(JobState.FAILED, null, null, null)).jobs()).isEmpty();
			for (String forged : List.of("", "x", "x~y", "2026-11-28~y")) {
				assertThatIllegalArgumentException()
					.isThrownBy(() -> jobs.page(new JobQuery(null, null, null, forged)));
			}
			Warehouse.BROKEN.set(false);
			assertThat(jobs.act(JobAction.RETRY, entry.key())).isEqualTo(JobActionResult.OK);
			runs.await(ON, 2);
			assertThat(runs.outcomes(ON)).containsExactly(JobOutcome.RETRY, JobOutcome.SUCCESS);
		});
	}

	@Test
	void aResubmissionThatFailsIsLogged() {
		this.inH2.withBean("broken", FailedEventPublications.class, () -> (options) -> {
			throw new IllegalStateException("no connection");
		}, (definition) -> definition.setPrimary(true)).run((context) -> {
			ModulithJobs jobs = context.getBean(ModulithJobs.class);
			publish(context, "1");
			Awaitility.await().until(() -> count(jobs.sample(), JobState.RETRYABLE) == 1);
			String key = jobs.page(JobQuery.ALL).jobs().get(0).key();
			try (CapturedLog log = new CapturedLog(ModulithJobs.class)) {
				assertThat(jobs.act(JobAction.RETRY, key)).isEqualTo(JobActionResult.OK);
				Awaitility.await()
					.untilAsserted(() -> assertThat(log.lines()).containsExactly("WARN Event publication '" + key
							+ "' could not be resubmitted: IllegalStateException: no connection"));
			}
		});
	}

	@ParameterizedTest
	@ValueSource(strings = { "h2", "postgresql" })
	void publicationsAreCountedListedAndRetried(String store) throws Exception {
		if (store.equals("h2")) {
			this.inH2.run(this::countListAndRetry);
			return;
		}
		try (PostgresProcess postgres = new PostgresProcess()) {
			this.runner
				.withPropertyValues("spring.datasource.url=" + postgres.url(), "spring.datasource.username=monitor")
				.run(this::countListAndRetry);
		}
	}

	private void countListAndRetry(ApplicationContext context) throws Exception {
		ModulithJobs jobs = context.getBean(ModulithJobs.class);
		RecordedRuns runs = context.getBean(RecordedRuns.class);
		for (int i = 0; i < 130; i++) {
			publish(context, "e" + i);
		}
		runs.await(ON, 130);
		Awaitility.await().until(() -> count(jobs.sample(), JobState.RETRYABLE) == 130);
		assertThat(count(jobs.sample(), JobState.FAILED)).isZero();
		assertThat(jobs.sample().oldest()).containsKey("default");
		JobPage first = jobs.page(new JobQuery(JobState.RETRYABLE, ON, null, null));
		assertThat(first.jobs()).hasSize(100);
		JobPage second = jobs.page(new JobQuery(JobState.RETRYABLE, ON, null, first.next()));
		assertThat(second.next()).isNull();
		List<String> keys = new ArrayList<>(first.jobs().stream().map(JobEntry::key).toList());
		keys.addAll(second.jobs().stream().map(JobEntry::key).toList());
		assertThat(keys).hasSize(130).doesNotHaveDuplicates();
		assertThat(jobs.page(new JobQuery(JobState.FAILED, null, null, null)).jobs()).isEmpty();
		assertThat(jobs.page(new JobQuery(JobState.PAUSED, null, null, null)).jobs()).isEmpty();
		String last = keys.get(129);
		assertThat(jobs.page(new JobQuery(null, null, last.substring(0, 8), null)).jobs()).extracting(JobEntry::key)
			.contains(last);
		JobDetail detail = jobs.job(last, true);
		assertThat(detail).isNotNull();
		assertThat(detail.arguments()).matches("\\{\"id\":\"e\\d+\",\"accessToken\":\\.\\.\\.}");
		assertThat(detail.entry().attempts()).isEqualTo(1);
		JobDetail hidden = jobs.job(last, false);
		assertThat(hidden).isNotNull();
		assertThat(hidden.arguments()).isEmpty();
		Warehouse.BROKEN.set(false);
		assertThat(jobs.act(JobAction.DELETE, last)).isEqualTo(JobActionResult.UNSUPPORTED);
		assertThat(jobs.act(JobAction.RETRY, last)).isEqualTo(JobActionResult.OK);
		assertThat(runs.await(ON, 131).get(130)).satisfies((run) -> {
			assertThat(run.outcome()).isEqualTo(JobOutcome.SUCCESS);
			assertThat(run.job().id()).isEqualTo(last);
			assertThat(run.attempt()).isEqualTo(2);
		});
		Awaitility.await().until(() -> jobs.job(last, false) == null);
		assertThat(jobs.act(JobAction.RETRY, last)).isEqualTo(JobActionResult.GONE);
		assertThat(count(jobs.sample(), JobState.RETRYABLE)).isEqualTo(129);
	}

	private static long count(JobSample sample, JobState state) {
		return sample.counts().stream().filter((count) -> count.state() == state).mapToLong(JobCount::count).sum();
	}

	private static void publish(ApplicationContext context, String id) {
		new TransactionTemplate(context.getBean(PlatformTransactionManager.class))
			.executeWithoutResult((status) -> context.publishEvent(new OrderPlaced(id, "s3cret")));
	}

	private static Class<?> modulith(String name) {
		return ClassUtils.resolveClassName("org.springframework.modulith.events." + name, null);
	}

	record OrderPlaced(String id, String accessToken) {

	}

	@Configuration(proxyBeanMethods = false)
	static class Defined {

		@Bean
		Warehouse warehouse() {
			return new Warehouse();
		}

	}

	static class Warehouse {

		private static final AtomicBoolean BROKEN = new AtomicBoolean();

		@Async
		@TransactionalEventListener
		public void on(OrderPlaced event) {
			if (BROKEN.get()) {
				throw new IllegalStateException("no room for " + event.id());
			}
		}

	}

}
