package dev.monitor.job.modulith;

import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.monitor.failure.FailureReason;
import dev.monitor.job.Job;
import dev.monitor.job.JobAction;
import dev.monitor.job.JobActionResult;
import dev.monitor.job.JobCount;
import dev.monitor.job.JobDetail;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobRuns;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import dev.monitor.job.JobSystem;
import dev.monitor.job.JobType;
import dev.monitor.job.MaskedArguments;
import dev.monitor.job.jdbc.JobQueries;
import dev.monitor.task.DaemonThread;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.aop.framework.AopProxyUtils;
import org.springframework.context.ApplicationListener;
import org.springframework.modulith.events.EventPublication.Status;
import org.springframework.modulith.events.FailedEventPublications;
import org.springframework.modulith.events.IncompleteEventPublications;
import org.springframework.modulith.events.ResubmissionOptions;
import org.springframework.modulith.events.core.EventPublicationRepository;
import org.springframework.transaction.event.TransactionalApplicationListener;

/**
 * {@link JobSystem} of Spring Modulith's event publications, of which each listener is a
 * type. Where they are not in a table there are counts alone. Thread-safe.
 */
public final class ModulithJobs implements JobSystem {

	/**
	 * Name of the system.
	 */
	static final String NAME = "modulith";

	private static final Logger logger = LoggerFactory.getLogger(ModulithJobs.class);

	/**
	 * Spring Modulith reads what it resubmits from the oldest on: one that stands behind
	 * so many is not looked for.
	 */
	private static final int MOST_READ = 10_000;

	private final Application application;

	private final JobQueries queries;

	private final String table;

	private final PublicationRuns runs;

	private final int maxAttempts;

	private volatile @Nullable EventPublicationRepository repository;

	private volatile @Nullable PublicationTable publications;

	/**
	 * Create without a repository.
	 * @param application what the application has
	 * @param queries ask the database
	 * @param schema the schema of the table; empty for the connection's own
	 * @param runs gives who is told of runs
	 * @param maxAttempts attempt from which on a failure is final
	 * @param clock tells when runs begin and end
	 */
	public ModulithJobs(Application application, JobQueries queries, String schema, Supplier<JobRuns> runs,
			int maxAttempts, Clock clock) {
		this.application = application;
		this.queries = queries;
		this.table = schema.isEmpty() ? "EVENT_PUBLICATION" : schema + ".EVENT_PUBLICATION";
		this.runs = new PublicationRuns(runs, maxAttempts, clock);
		this.maxAttempts = maxAttempts;
	}

	/**
	 * Observe a repository.
	 * @param repository the repository
	 * @return what takes its place
	 */
	public EventPublicationRepository observe(EventPublicationRepository repository) {
		this.repository = repository;
		String type = AopProxyUtils.ultimateTargetClass(repository).getSimpleName();
		if (type.startsWith("JdbcEventPublicationRepository")) {
			this.publications = new PublicationTable(this.queries, this.table, !type.endsWith("V2"), this.maxAttempts);
		}
		return ObservedRepository.of(repository, this.runs);
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public JobSample sample() throws Exception {
		PublicationTable known = this.publications;
		if (known != null) {
			return known.sample();
		}
		EventPublicationRepository counted = this.repository;
		if (counted == null) {
			return JobSample.NONE;
		}
		return new JobSample(List.of(count(counted, JobState.AVAILABLE, Status.PUBLISHED, Status.RESUBMITTED),
				count(counted, JobState.RUNNING, Status.PROCESSING), count(counted, JobState.RETRYABLE, Status.FAILED)),
				Map.of());
	}

	private static JobCount count(EventPublicationRepository repository, JobState state, Status... statuses) {
		return new JobCount(Job.DEFAULT_QUEUE, state, Stream.of(statuses).mapToLong(repository::countByStatus).sum());
	}

	@Override
	public List<JobType> types() {
		return this.application.listeners()
			.get()
			.stream()
			.filter(TransactionalApplicationListener.class::isInstance)
			.map((listener) -> JobType.of(((TransactionalApplicationListener<?>) listener).getListenerId()))
			.toList();
	}

	@Override
	public JobPage page(JobQuery query) throws Exception {
		PublicationTable known = this.publications;
		return (known != null) ? known.page(query) : JobPage.EMPTY;
	}

	@Override
	public @Nullable JobDetail job(String key, boolean showValues) throws Exception {
		PublicationTable known = this.publications;
		PublicationTable.Stored stored = (known != null) ? known.find(key) : null;
		if (stored == null) {
			return null;
		}
		return JobDetail.of(stored.entry(), null)
			.with("published", stored.entry().due())
			.with(showValues ? MaskedArguments.ofText(stored.event()) : "");
	}

	@Override
	public Set<JobAction> actions() {
		return Set.of(JobAction.RETRY);
	}

	/**
	 * Resubmit a publication that has failed, on a thread of its own: a listener may run
	 * on the one that resubmits. One that does not fit between those that are resubmitted
	 * already is busy.
	 */
	@Override
	public JobActionResult act(JobAction action, String key) throws Exception {
		PublicationTable known = this.publications;
		if (action != JobAction.RETRY || known == null) {
			return JobActionResult.UNSUPPORTED;
		}
		PublicationTable.Stored stored = known.find(key);
		if (stored == null) {
			return JobActionResult.GONE;
		}
		JobState state = stored.entry().state();
		if (!known.legacy() && state != JobState.RETRYABLE && state != JobState.FAILED) {
			return JobActionResult.BUSY;
		}
		int position = known.position(stored.entry(), MOST_READ + 1);
		if (position > MOST_READ) {
			return JobActionResult.UNSUPPORTED;
		}
		ResubmissionOptions options = ResubmissionOptions.defaults()
			.withBatchSize(Math.max(1, position))
			.withMaxInFlight(Integer.MAX_VALUE)
			.withMinAge(Duration.ZERO)
			.withFilter((publication) -> publication.getIdentifier().toString().equals(key));
		Runnable resubmission = known.legacy()
				? () -> this.application.incomplete().get().resubmitIncompletePublications(options.getFilter())
				: () -> this.application.failed().get().resubmit(options);
		DaemonThread.of("monitor-job-retry", () -> resubmit(key, resubmission)).start();
		return JobActionResult.OK;
	}

	private static void resubmit(String key, Runnable resubmission) {
		try {
			resubmission.run();
		}
		catch (Throwable ex) {
			logger.warn("Event publication '{}' could not be resubmitted: {}", key, FailureReason.of(ex));
		}
	}

	/**
	 * What the application has.
	 *
	 * @param listeners give its listeners
	 * @param failed gives what resubmits failed publications
	 * @param incomplete gives what resubmits publications in the old structure
	 */
	public record Application(Supplier<? extends Collection<ApplicationListener<?>>> listeners,
			Supplier<FailedEventPublications> failed, Supplier<IncompleteEventPublications> incomplete) {

	}

}
