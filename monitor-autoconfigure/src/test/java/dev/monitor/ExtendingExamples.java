package dev.monitor;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.concurrency.Admission;
import dev.monitor.concurrency.Priority;
import dev.monitor.concurrency.RequestPriority;
import dev.monitor.concurrency.WaitListener;
import dev.monitor.guard.AccessRule;
import dev.monitor.guard.Decision;
import dev.monitor.guard.ResourceServerTokens;
import dev.monitor.job.Job;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobOutcome;
import dev.monitor.job.JobRun;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobTimes;
import dev.monitor.metricline.MetricSource;
import dev.monitor.sql.StatementListener;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.warmup.WarmupListener;
import dev.monitor.warmup.WarmupOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The examples of docs/guides/extend*.md that the sample app has no use for.
 */
@Configuration(proxyBeanMethods = false)
class ExtendingExamples {

	private static final Logger logger = LoggerFactory.getLogger(ExtendingExamples.class);

	@Bean
	AccessRule officeOnly() {
		return (request) -> "192.0.2.10".equals(request.caller().peer()) ? Decision.ADMITTED : Decision.NO_TOKEN;
	}

	@Bean
	ResourceServerTokens scraperTokens(TokenService service) {
		return (token) -> service.belongsToAScraper(token) ? Decision.ADMITTED : Decision.INVALID_TOKEN;
	}

	@Bean
	WarmupListener slowWarmups() {
		return (task, outcome, duration) -> {
			if (outcome == WarmupOutcome.SUCCESS && duration.toSeconds() > 30) {
				logger.info("Warmup task {} took {} s", task, duration.toSeconds());
			}
		};
	}

	@Bean
	WaitListener longestWait(AtomicLong longestWaitNanos) {
		return (admission, nanos) -> {
			if (admission == Admission.ADMITTED) {
				longestWaitNanos.accumulateAndGet(nanos, Math::max);
			}
		};
	}

	@Bean
	RequestPriority crawlersComeLast() {
		return (request) -> {
			String agent = request.header("User-Agent");
			return (agent != null && agent.contains("bot")) ? Priority.BULK : null;
		};
	}

	@Bean
	StatementListener largeChanges() {
		return (execution) -> {
			if (execution.rows() > 10_000) {
				logger.info("{} rows changed by {}", execution.rows(), execution.statement().text());
			}
		};
	}

	@Bean
	MetricSource source() {
		return new MetricSource("web.1", System.getenv("HOSTNAME"));
	}

	@Bean
	StatusSource queueStatus(AtomicLong queued) {
		return new StatusSource() {

			@Override
			public String name() {
				return "queue";
			}

			@Override
			public StatusSection section() {
				return StatusSection.EMPTY.with("queued", queued.get());
			}

		};
	}

	/**
	 * Builds the search index again.
	 */
	static final class Reindex implements Action {

		private final SearchIndex index;

		Reindex(SearchIndex index) {
			this.index = index;
		}

		@Override
		public String name() {
			return "reindex";
		}

		@Override
		public String title() {
			return "Build anew";
		}

		@Override
		public ActionPrompt prompt(String target) {
			return ActionPrompt.of("The search index", "Building the index takes minutes. Searches still work.");
		}

		@Override
		public ActionResult act(String target) {
			return this.index.rebuild() ? ActionResult.done("The index is being built.")
					: ActionResult.refused("The index is being built already.");
		}

	}

	interface SearchIndex {

		boolean rebuild();

	}

	@Bean
	JobSystem mailQueue(MailTable mails) {
		return new JobSystem() {

			@Override
			public String name() {
				return "mail";
			}

			@Override
			public JobSample sample() {
				return new JobSample(List.of(new JobCount(Job.DEFAULT_QUEUE, JobState.AVAILABLE, mails.countDue())),
						mails.oldestDue().map((due) -> Map.of(Job.DEFAULT_QUEUE, due)).orElse(Map.of()));
			}

		};
	}

	void send(JobRuns runs, Mail mail) {
		Job job = new Job("mail", Job.DEFAULT_QUEUE, "send", mail.id());
		Instant started = Instant.now();
		runs.started(job);
		JobOutcome outcome = JobOutcome.SUCCESS;
		RuntimeException error = null;
		try {
			mail.send();
		}
		catch (RuntimeException ex) {
			outcome = mail.mayBeTriedAgain() ? JobOutcome.RETRY : JobOutcome.FAILED;
			error = ex;
		}
		runs.ended(new JobRun(job, mail.attempt(), outcome, error,
				new JobTimes(mail.due(), started, Duration.between(started, Instant.now()))));
	}

	interface MailTable {

		int countDue();

		Optional<Instant> oldestDue();

	}

	interface Mail {

		String id();

		Instant due();

		int attempt();

		boolean mayBeTriedAgain();

		void send();

	}

	interface TokenService {

		boolean belongsToAScraper(String token);

	}

}
