package dev.monitor.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import dev.monitor.status.DiagnosticAnswer.State;
import dev.monitor.status.LookupAnswer;
import dev.monitor.status.StatusRow;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link JobFailures} and what is done to groups of them, and for
 * {@link JobLookup}.
 */
class JobFailuresTests {

	private static final Instant NOW = Instant.parse("2026-11-28T06:00:00Z");

	private final JobFailures failures = new JobFailures();

	private final Jobs jobs = new Jobs("outbox", Set.of(JobAction.RETRY, JobAction.DELETE));

	private final Jobs other = new Jobs("other", Set.of(JobAction.RUN, JobAction.DELETE));

	private final JobDesk desk = new JobDesk(new JobSampling(List.of(this.jobs, this.other), List.of(),
			Duration.ofSeconds(30), Duration.ofSeconds(5), Clock.systemUTC(), System::nanoTime)
		.samplers(), (type) -> !type.equals("hidden"), this.failures);

	private final JobFailureStatus status = new JobFailureStatus(this.failures, this.desk);

	@AfterEach
	void close() {
		this.jobs.end.countDown();
		this.desk.close();
	}

	@Test
	void failuresAreAlikeByTypeAndReasonWithoutWhatTellsOneFromAnother() {
		fail("outbox", "mail", "1", JobOutcome.FAILED, "order 12345 of " + UUID.randomUUID() + " HTTP 410");
		fail("outbox", "mail", "2", JobOutcome.FAILED, "order 67890 of " + UUID.randomUUID() + " HTTP 410");
		fail("outbox", "mail", "3", JobOutcome.FAILED, "order 12345 of " + UUID.randomUUID() + " HTTP 500");
		fail("outbox", "mail", "4", JobOutcome.RETRY, "order 12345 of " + UUID.randomUUID() + " HTTP 410");
		fail("outbox", "bill", "5", JobOutcome.FAILED, null);
		assertThat(rows())
			.extracting((row) -> row.numbers().get("jobs") + " " + row.texts().get("state") + " "
					+ row.texts().get("type") + " " + row.texts().get("reason"))
			.containsExactlyInAnyOrder("2 failed mail IllegalStateException: order ... of ... HTTP 410",
					"1 failed mail IllegalStateException: order ... of ... HTTP 500",
					"1 retryable mail IllegalStateException: order ... of ... HTTP 410", "1 failed bill unknown");
		for (String id : List.of("1", "2", "3", "4", "5")) {
			this.failures.ended(run("outbox", id.equals("5") ? "bill" : "mail", id, JobOutcome.SUCCESS, null));
		}
		assertThat(rows()).isEmpty();
	}

	@Test
	void theLastThousandAreKept() {
		for (int i = 0; i < 1500; i++) {
			fail("outbox", "mail", "id" + i, JobOutcome.FAILED, "boom");
		}
		assertThat(rows()).hasSize(1);
		assertThat(rows().get(0).numbers()).containsEntry("jobs", 1000);
		ActionPrompt prompt = retryAll().prompt(rows().get(0).name());
		assertThat(prompt).isNotNull();
		assertThat(prompt.range()).isEqualTo(new ActionPrompt.Range(1000, 1000));
	}

	@Test
	void aGroupIsActedUponOnceEachAndWhatIsGoneIsTold() {
		for (int i = 0; i < 300; i++) {
			fail("outbox", "mail", "id" + i, JobOutcome.FAILED, "boom");
			this.jobs.add("id" + i, "mail");
		}
		this.jobs.entries.removeIf((entry) -> entry.key().equals("id7"));
		this.jobs.add("id8", "mail");
		String target = rows().get(0).name();
		assertThat(retryAll().act(target + "/299").outcome()).isEqualTo(Outcome.REFUSED);
		assertThat(retryAll().act(target).outcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(this.jobs.acts).isEmpty();
		ActionResult result = retryAll().act(target + "/300");
		assertThat(result).isEqualTo(ActionResult
			.done("Run again all: done with 299 of 300. The others are no longer there, or are running."));
		assertThat(this.jobs.acts).hasSize(299).doesNotHaveDuplicates();
		assertThat(rows().get(0).numbers()).containsEntry("jobs", 1);
	}

	@Test
	void whatOneJobThrowsKeepsNoOtherFromItsTurnAndIsTold() {
		for (int i = 0; i < 200; i++) {
			fail("outbox", "mail", "id" + i, JobOutcome.FAILED, "boom");
			this.jobs.add("id" + i, "mail");
		}
		this.jobs.broken.add("id7");
		assertThat(retryAll().act(rows().get(0).name() + "/200")).isEqualTo(ActionResult
			.failed("Run again all: done with 199 of 200. The last failure: IllegalStateException: no class of id7"));
		assertThat(this.jobs.acts).hasSize(199);
		assertThat(rows().get(0).numbers()).containsEntry("jobs", 1);
	}

	@Test
	void aStoreThatHangsInTheMiddleDoesNotKeepFromSayingHowFarItCame() {
		for (int i = 0; i < 10; i++) {
			fail("outbox", "mail", "id" + i, JobOutcome.FAILED, "boom");
			this.jobs.add("id" + i, "mail");
		}
		this.jobs.hangsAfter = 7;
		assertThat(retryAll().act(rows().get(0).name() + "/10")).isEqualTo(ActionResult
			.failed("Run again all: done with 7 of 10. The last failure: TimeoutException: No answer within 2000 ms"));
	}

	@Test
	void aSystemThatStaysOnItsPageIsNotAskedForEver() {
		fail("outbox", "mail", "id0", JobOutcome.FAILED, "boom");
		this.jobs.add("id1", "mail");
		this.jobs.stays = true;
		assertThat(retryAll().act(rows().get(0).name() + "/1")).isEqualTo(ActionResult
			.refused("Run again all: done with 0 of 1. The others are no longer there, or are running."));
	}

	@Test
	void aStateThatThereIsNotIsToldInWords() {
		JobLookup lookup = new JobLookup(this.desk);
		assertThat(lookup.ask("outbox/state/lost", false).reason())
			.isEqualTo("There is no such state, but scheduled, available, running, retryable, failed, paused.");
	}

	@Test
	void aKeyThatNoListGaveIsToldInWords() {
		this.jobs.add("id1", "mail");
		assertThat(new JobLookup(this.desk).ask("outbox/after/xyz", false).reason())
			.isEqualTo("The text after 'job' or 'after' is not from a list of this system: take the key of a row, or "
					+ "'next' of a page.");
	}

	@Test
	void whatCannotBeRetriedIsNotDeletedInBulk() {
		fail("other", "trigger", "1", JobOutcome.FAILED, "boom");
		assertThat(this.status.actions()).allSatisfy((action) -> {
			assertThat(action.target(rows().get(0))).isNull();
			assertThat(action.prompt(rows().get(0).name())).isNull();
			assertThat(action.act(rows().get(0).name() + "/1").outcome()).isEqualTo(Outcome.UNKNOWN);
		});
	}

	@Test
	void oneThatIsActedUponIsNoFailureAnyMore() {
		fail("outbox", "mail", "id1", JobOutcome.FAILED, "boom");
		this.jobs.add("id1", "mail");
		Action retry = action("retry");
		assertThat(retry.act("outbox/id1").outcome()).isEqualTo(Outcome.DONE);
		assertThat(rows()).isEmpty();
		assertThat(action("pause").act("outbox/id1").outcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(retry.act("outbox/!zz").outcome()).isEqualTo(Outcome.UNKNOWN);
		assertThat(retry.prompt("")).isNull();
	}

	@Test
	void aStoreThatDoesNotAnswerHoldsUpNoOther() {
		JobLookup lookup = new JobLookup(this.desk);
		this.other.add("id1", "mail");
		this.other.add("id2", "hidden");
		this.jobs.hangs = true;
		assertThat(lookup.ask("outbox", false)).isEqualTo(LookupAnswer.RUNNING);
		assertThat(Awaitility.await()
			.until(() -> lookup.ask("other", false), (answer) -> answer.state() != State.RUNNING)
			.section()
			.rows()).extracting(StatusRow::name).containsExactly("other/id1");
		LookupAnswer answer = Awaitility.await()
			.until(() -> lookup.ask("outbox", false), (found) -> found.state() != State.RUNNING);
		assertThat(answer.state()).isEqualTo(State.FAILED);
		assertThat(answer.reason()).isEqualTo("TimeoutException: No answer within 2000 ms");
		assertThat(this.jobs.threads).hasSize(1).doesNotContain(Thread.currentThread());
	}

	private List<StatusRow> rows() {
		return this.status.section().rows();
	}

	private Action action(String name) {
		return this.desk.actions().stream().filter((action) -> action.name().equals(name)).findFirst().orElseThrow();
	}

	private Action retryAll() {
		return this.status.actions().get(0);
	}

	private void fail(String system, String type, String id, JobOutcome outcome, @Nullable String message) {
		this.failures
			.ended(run(system, type, id, outcome, (message != null) ? new IllegalStateException(message) : null));
	}

	private static JobRun run(String system, String type, String id, JobOutcome outcome, @Nullable Throwable error) {
		return new JobRun(new Job(system, "default", type, id), 1, outcome, error,
				new JobTimes(null, NOW, Duration.ZERO));
	}

	private static final class Jobs implements JobSystem {

		private final String name;

		private final Set<JobAction> actions;

		private final List<JobEntry> entries = new ArrayList<>();

		private final List<String> acts = new ArrayList<>();

		private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

		private final CountDownLatch end = new CountDownLatch(1);

		private final Set<String> broken = new HashSet<>();

		private volatile boolean hangs;

		private volatile boolean stays;

		private volatile int hangsAfter = Integer.MAX_VALUE;

		private Jobs(String name, Set<JobAction> actions) {
			this.name = name;
			this.actions = actions;
		}

		void add(String id, String type) {
			this.entries.add(new JobEntry(id, new Job(this.name, "default", type, id), JobState.FAILED, 1, null));
		}

		@Override
		public String name() {
			return this.name;
		}

		@Override
		public JobPage page(JobQuery query) {
			this.threads.add(Thread.currentThread());
			if (this.hangs) {
				hang();
			}
			if (this.stays) {
				return new JobPage(this.entries, "here");
			}
			int from = (query.after() != null) ? Integer.parseInt(query.after()) : 0;
			int to = Math.min(from + JobQuery.PAGE, this.entries.size());
			List<JobEntry> page = this.entries.subList(from, to).stream().filter(query::matches).toList();
			return new JobPage(page, (to < this.entries.size()) ? String.valueOf(to) : null);
		}

		@Override
		public @Nullable JobDetail job(String key, boolean showValues) {
			return this.entries.stream()
				.filter((entry) -> entry.key().equals(key))
				.findFirst()
				.map((entry) -> JobDetail.of(entry, null))
				.orElse(null);
		}

		@Override
		public Set<JobAction> actions() {
			return this.actions;
		}

		@Override
		public JobActionResult act(JobAction action, String key) {
			if (this.broken.contains(key)) {
				throw new IllegalStateException("no class of " + key);
			}
			if (this.acts.size() == this.hangsAfter) {
				hang();
			}
			this.acts.add(key);
			return JobActionResult.OK;
		}

		private void hang() {
			while (this.end.getCount() > 0) {
				try {
					this.end.await();
				}
				catch (InterruptedException ex) {
					// a driver that does not listen
				}
			}
		}

	}

}
