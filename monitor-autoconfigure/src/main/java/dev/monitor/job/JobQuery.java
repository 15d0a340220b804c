package dev.monitor.job;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs to list. Immutable.
 *
 * @param state their state; {@code null} for all
 * @param type their type; {@code null} for all
 * @param id what their ids begin with; {@code null} for all
 * @param after where the page before ended, see {@link JobPage#next()}; {@code null} for
 * the first page
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobQuery(@Nullable JobState state, @Nullable String type, @Nullable String id, @Nullable String after) {

	/**
	 * All jobs, from the first on.
	 */
	public static final JobQuery ALL = new JobQuery(null, null, null, null);

	/**
	 * How many jobs a page has at most.
	 */
	public static final int PAGE = 100;

	/**
	 * Tell whether a job is asked for.
	 * @param job the job
	 * @return whether state, type and id are as wanted; the place is not looked at
	 */
	public boolean matches(JobEntry job) {
		return (this.state == null || this.state == job.state())
				&& (this.type == null || this.type.equals(job.job().type()))
				&& (this.id == null || job.job().id().startsWith(this.id));
	}

}
