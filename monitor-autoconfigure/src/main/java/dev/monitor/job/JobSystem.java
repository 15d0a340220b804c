package dev.monitor.job;

import java.util.List;
import java.util.Set;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * A system that runs jobs: a scheduler, an outbox, a worker. All beans of this type are
 * sampled and shown; how runs end they tell {@link JobRuns}.
 * <p>
 * Implementations are thread-safe. What may ask a store says so; it is never asked from a
 * request, a scrape or a health check, and gives up within the time that is set for
 * samples or, for people, 2 seconds.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface JobSystem {

	/**
	 * Return its name.
	 * @return lower case, stable, unique in the application
	 */
	String name();

	/**
	 * Return how its jobs stand. May ask a store, and should do so by an index.
	 * @return the sample
	 * @throws Exception if the store does not answer
	 */
	default JobSample sample() throws Exception {
		return JobSample.NONE;
	}

	/**
	 * Return the types of jobs that are known by now, from memory.
	 * @return the types, in any order
	 */
	default List<JobType> types() {
		return List.of();
	}

	/**
	 * List jobs. May ask a store, in a time that does not depend on how many jobs there
	 * are.
	 * @param query which jobs
	 * @return a page
	 * @throws Exception if the store does not answer
	 * @throws IllegalArgumentException if {@link JobQuery#after()} was not made here
	 */
	default JobPage page(JobQuery query) throws Exception {
		return JobPage.EMPTY;
	}

	/**
	 * Tell more of a job. May ask a store and, if values are asked for, call code of the
	 * application.
	 * @param key its key in a list
	 * @param showValues whether its arguments are wanted
	 * @return the detail; {@code null} if there is no such job
	 * @throws Exception if the store does not answer
	 * @throws IllegalArgumentException if the key was not made here
	 */
	default @Nullable JobDetail job(String key, boolean showValues) throws Exception {
		return null;
	}

	/**
	 * Return what can be done with jobs of this system.
	 * @return the actions
	 */
	default Set<JobAction> actions() {
		return Set.of();
	}

	/**
	 * Do something with a job, once. May ask a store.
	 * @param action what to do
	 * @param key the job's key in a list
	 * @return what came of it
	 * @throws Exception if the store does not answer
	 * @throws IllegalArgumentException if the key was not made here
	 */
	default JobActionResult act(JobAction action, String key) throws Exception {
		return JobActionResult.UNSUPPORTED;
	}

}
