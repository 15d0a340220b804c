package dev.monitor.job.jobrunr;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;

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
import org.jobrunr.jobs.RecurringJob;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.server.BackgroundJobServer;
import org.jobrunr.storage.ConcurrentJobModificationException;
import org.jobrunr.storage.RecurringJobsResult;
import org.jobrunr.storage.StorageProvider;
import org.jspecify.annotations.Nullable;

/**
 * {@link JobSystem} of JobRunr, by its own storage. Thread-safe.
 */
public final class JobRunrJobs implements JobSystem {

	/**
	 * Name of the system.
	 */
	static final String NAME = "jobrunr";

	private final Supplier<StorageProvider> storage;

	private final Supplier<JobRuns> runs;

	private final Clock clock;

	private volatile RecurringJobsResult recurring = new RecurringJobsResult();

	/**
	 * Create the system.
	 * @param storage gives the storage
	 * @param runs gives who is told of runs
	 * @param clock tells what is due, and when runs end
	 */
	public JobRunrJobs(Supplier<StorageProvider> storage, Supplier<JobRuns> runs, Clock clock) {
		this.storage = storage;
		this.runs = runs;
		this.clock = clock;
	}

	/**
	 * Observe a server from now on, beside the filters that it has.
	 * @param server the server, before it starts
	 */
	public void observe(BackgroundJobServer server) {
		server.getJobFilters().addAll(List.of(new JobRunrRuns(this.runs, this.clock)));
	}

	@Override
	public String name() {
		return NAME;
	}

	/**
	 * JobRunr keeps what will be tried again among what is scheduled.
	 */
	@Override
	public JobSample sample() {
		StoredJobs jobs = jobs();
		if (jobs.storage().recurringJobsUpdated(this.recurring.getLastModifiedHash())) {
			this.recurring = jobs.storage().getRecurringJobs();
		}
		long waiting = jobs.count(StateName.SCHEDULED) + jobs.count(StateName.AWAITING);
		List<JobCount> counts = List.of(count(JobState.SCHEDULED, waiting),
				count(JobState.AVAILABLE, jobs.count(StateName.ENQUEUED)),
				count(JobState.RUNNING, jobs.count(StateName.PROCESSING)),
				count(JobState.FAILED, jobs.count(StateName.FAILED)));
		Instant oldest = jobs.oldest(this.clock.instant());
		return new JobSample(counts, (oldest != null) ? Map.of(Job.DEFAULT_QUEUE, oldest) : Map.of());
	}

	private static JobCount count(JobState state, long count) {
		return new JobCount(Job.DEFAULT_QUEUE, state, count);
	}

	/**
	 * Return what runs again and again, as of the last sample.
	 */
	@Override
	public List<JobType> types() {
		List<JobType> types = new ArrayList<>();
		for (RecurringJob job : this.recurring) {
			types.add(new JobType(StoredJob.type(job), job.getScheduleExpression(), null));
		}
		return types;
	}

	@Override
	public JobPage page(JobQuery query) {
		return jobs().page(query);
	}

	@Override
	public @Nullable JobDetail job(String key, boolean showValues) {
		StoredJob job = jobs().find(UUID.fromString(key));
		JobState state = (job != null) ? job.state() : null;
		return (job != null && state != null) ? job.detail(state, showValues) : null;
	}

	@Override
	public Set<JobAction> actions() {
		return Set.of(JobAction.RETRY, JobAction.DELETE);
	}

	/**
	 * Run a job now, also one that waits for its time or has failed for good, which is
	 * not tried again after that; or delete it.
	 */
	@Override
	public JobActionResult act(JobAction action, String key) {
		StoredJobs jobs = jobs();
		StoredJob job = jobs.find(UUID.fromString(key));
		JobState state = (job != null) ? job.state() : null;
		if (job == null || state == null) {
			return JobActionResult.GONE;
		}
		if (state == JobState.RUNNING) {
			return JobActionResult.BUSY;
		}
		switch (action) {
			case RETRY -> {
				if (state == JobState.AVAILABLE) {
					return JobActionResult.OK;
				}
				job.stored().enqueue();
			}
			case DELETE -> job.stored().delete("Deleted by an operator");
			default -> {
				return JobActionResult.UNSUPPORTED;
			}
		}
		try {
			jobs.storage().save(job.stored());
			return JobActionResult.OK;
		}
		catch (ConcurrentJobModificationException ex) {
			return JobActionResult.BUSY;
		}
	}

	private StoredJobs jobs() {
		return new StoredJobs(this.storage.get());
	}

}
