package dev.monitor.job.jobrunr;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import dev.monitor.job.JobCount;
import dev.monitor.job.JobEntry;
import dev.monitor.job.JobKeys;
import dev.monitor.job.JobPage;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobState;
import org.jobrunr.jobs.Job;
import org.jobrunr.jobs.states.StateName;
import org.jobrunr.storage.JobNotFoundException;
import org.jobrunr.storage.StorageProvider;
import org.jobrunr.storage.navigation.AmountRequest;
import org.jobrunr.storage.navigation.OffsetBasedPageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The jobs in a storage. JobRunr has no pages that begin behind a job, so pages are found
 * by counting from the first job of a state, and only as far as jobs are counted.
 *
 * @param storage the storage
 */
record StoredJobs(StorageProvider storage) {

	private static final String BY_CHANGE = "updatedAt:ASC,createdAt:ASC";

	private static final String BY_TIME = "scheduledAt:ASC,createdAt:ASC";

	/**
	 * How many jobs to look at for a page of those that a query asks for.
	 */
	private static final int MOST_READ = 1000;

	/**
	 * What is listed unless a state is asked for, in this order.
	 */
	private static final List<StateName> UNDONE = List.of(StateName.PROCESSING, StateName.ENQUEUED,
			StateName.SCHEDULED);

	/**
	 * Count the jobs in a state.
	 * @param state the state
	 * @return how many there are, {@value JobCount#MOST} for any number from there on
	 */
	long count(StateName state) {
		return list(state, BY_CHANGE, JobCount.MOST - 1, 1).isEmpty() ? this.storage.countJobs(state) : JobCount.MOST;
	}

	/**
	 * Find out how long jobs wait.
	 * @param now the time
	 * @return when the oldest was due that is due and does not run; {@code null} if there
	 * is none
	 */
	@Nullable Instant oldest(Instant now) {
		List<Job> enqueued = list(StateName.ENQUEUED, BY_CHANGE, 0, 1);
		List<Job> late = this.storage.getScheduledJobs(now, new AmountRequest(BY_TIME, 1));
		return Stream.concat(enqueued.stream(), late.stream())
			.map((job) -> new StoredJob(job).entry(JobState.AVAILABLE).due())
			.filter((due) -> due != null && due.isBefore(now))
			.min(Instant::compareTo)
			.orElse(null);
	}

	@Nullable StoredJob find(UUID id) {
		try {
			return new StoredJob(this.storage.getJobById(id));
		}
		catch (JobNotFoundException ex) {
			return null;
		}
	}

	JobPage page(JobQuery query) {
		List<StateName> states = states(query.state());
		List<String> place = JobKeys.split((query.after() != null) ? query.after() : JobKeys.join(0, 0), 2);
		int offset = JobKeys.index(place.get(1));
		List<JobEntry> page = new ArrayList<>();
		int read = 0;
		for (int i = JobKeys.index(place.get(0)); i < states.size(); i++) {
			String order = (states.get(i) == StateName.SCHEDULED) ? BY_TIME : BY_CHANGE;
			List<Job> jobs;
			do {
				if (read >= MOST_READ) {
					return new JobPage(page, JobKeys.join(i, offset));
				}
				jobs = (offset < JobCount.MOST) ? list(states.get(i), order, offset, JobQuery.PAGE + 1) : List.of();
				for (Job job : jobs.subList(0, Math.min(jobs.size(), JobQuery.PAGE))) {
					if (page.size() == JobQuery.PAGE) {
						return new JobPage(page, JobKeys.join(i, offset));
					}
					add(job, query, page);
					offset++;
					read++;
				}
			}
			while (jobs.size() > JobQuery.PAGE);
			offset = 0;
		}
		return new JobPage(page, null);
	}

	private static void add(Job job, JobQuery query, List<JobEntry> page) {
		StoredJob stored = new StoredJob(job);
		JobState state = stored.state();
		JobEntry entry = (state != null) ? stored.entry(state) : null;
		if (entry != null && query.matches(entry)) {
			page.add(entry);
		}
	}

	private static List<StateName> states(@Nullable JobState state) {
		if (state == null) {
			return UNDONE;
		}
		return switch (state) {
			case SCHEDULED, RETRYABLE -> List.of(StateName.SCHEDULED);
			case AVAILABLE -> List.of(StateName.ENQUEUED);
			case RUNNING -> List.of(StateName.PROCESSING);
			case FAILED -> List.of(StateName.FAILED);
			case PAUSED -> List.of();
		};
	}

	private List<Job> list(StateName state, String order, long offset, int most) {
		// of the kind that is not a page, whose jobs would all be counted
		AmountRequest request = new OffsetBasedPageRequest(order, offset, most);
		return this.storage.getJobList(state, request);
	}

}
