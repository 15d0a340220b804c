package dev.monitor.dashboard;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import dev.monitor.job.Job;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import org.jspecify.annotations.Nullable;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * An application with jobs in trouble: 250 whose names are hostile, three of which failed
 * for good, in one system, and another system whose store does not answer.
 */
@Configuration(proxyBeanMethods = false)
public class TroubledJobs {

	static final String HOSTILE = TroubledSections.HOSTILE;

	@Bean
	Outbox outbox() {
		return new Outbox();
	}

	@Bean
	Hanging hanging() {
		return new Hanging();
	}

	@Bean
	StatusSource deliveries() {
		return new StatusSource() {

			@Override
			public String name() {
				return "deliveries";
			}

			@Override
			public StatusSection section() {
				return StatusSection.EMPTY
					.with(List.of(StatusRow.of("partner.example").with("days", 3).with("reason", HOSTILE)));
			}

		};
	}

	/**
	 * Have all jobs again, and three of them fail.
	 */
	static void reset(Outbox outbox, JobRuns runs) {
		outbox.acts.clear();
		outbox.jobs.clear();
		for (int i = 0; i < 250; i++) {
			outbox.jobs.add(new JobEntry("%" + i + HOSTILE, Outbox.of(i),
					(i < 3) ? JobState.FAILED : JobState.SCHEDULED, i % 5, Instant.now().plusSeconds(i * 60L)));
		}
		for (int i = 0; i < 3; i++) {
			runs.ended(
					new JobRun(Outbox.of(i), 5, JobOutcome.FAILED, new IllegalStateException(HOSTILE + (i + 1) * 11111),
							new JobTimes(null, Instant.now(), Duration.ZERO)));
		}
	}

	static final class Outbox implements JobSystem {

		final List<String> acts = new CopyOnWriteArrayList<>();

		private final List<JobEntry> jobs = new CopyOnWriteArrayList<>();

		private static Job of(int number) {
			return new Job("outbox", "q" + HOSTILE, "mail" + HOSTILE, number + "/" + HOSTILE);
		}

		@Override
		public String name() {
			return "outbox";
		}

		@Override
		public JobSample sample() {
			return new JobSample(List.of(new JobCount("q" + HOSTILE, JobState.SCHEDULED, 1_000_000),
					new JobCount("q" + HOSTILE, JobState.FAILED, 3)), Map.of());
		}

		@Override
		public JobPage page(JobQuery query) {
			int from = (query.after() != null) ? Integer.parseInt(query.after()) : 0;
			List<JobEntry> all = this.jobs.stream().filter(query::matches).toList();
			int to = Math.min(from + JobQuery.PAGE, all.size());
			return new JobPage(all.subList(from, to), (to < all.size()) ? String.valueOf(to) : null);
		}

		@Override
		public @Nullable JobDetail job(String key, boolean showValues) {
			return this.jobs.stream()
				.filter((entry) -> entry.key().equals(key))
				.findFirst()
				.map((entry) -> new JobDetail(entry, Map.of("due", Instant.now()), HOSTILE,
						showValues ? "to=" + HOSTILE : ""))
				.orElse(null);
		}

		@Override
		public Set<JobAction> actions() {
			return Set.of(JobAction.RETRY, JobAction.DELETE);
		}

		@Override
		public JobActionResult act(JobAction action, String key) {
			this.acts.add(action + " " + key);
			return this.jobs.removeIf((entry) -> entry.key().equals(key)) ? JobActionResult.OK : JobActionResult.GONE;
		}

	}

	static final class Hanging implements JobSystem {

		final CountDownLatch end = new CountDownLatch(1);

		@Override
		public String name() {
			return "stuck";
		}

		@Override
		public JobPage page(JobQuery query) {
			while (this.end.getCount() > 0) {
				try {
					this.end.await();
				}
				catch (InterruptedException ex) {
					// a driver that does not listen
				}
			}
			return JobPage.EMPTY;
		}

	}

}
