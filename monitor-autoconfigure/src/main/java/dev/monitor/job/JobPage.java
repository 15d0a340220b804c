package dev.monitor.job;

import java.util.List;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list of jobs, in the order of when they are due. Immutable.
 *
 * @param jobs the jobs, at most {@value JobQuery#PAGE}
 * @param next what to put into {@link JobQuery#after()} for the page that follows;
 * {@code null} if this is the last
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobPage(List<JobEntry> jobs, @Nullable String next) {

	/**
	 * No jobs.
	 */
	public static final JobPage EMPTY = new JobPage(List.of(), null);

	/**
	 * Create the page, with a copy.
	 * @param jobs the jobs
	 * @param next how to go on
	 */
	public JobPage {
		jobs = List.copyOf(jobs);
	}

}
