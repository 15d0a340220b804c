package dev.monitor.job;

import java.util.Collection;
import java.util.Set;

import dev.monitor.failure.Listeners;
import org.apiguardian.api.API;

/**
 * Where systems tell how the runs of their jobs begin and end. A bean of this type is
 * there if there is a {@link JobSystem}, and a system of the application's own tells it
 * too.
 * <p>
 * Thread-safe. No method throws, or has a say in what becomes of the job.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public final class JobRuns {

	private final Listeners<JobListener> listeners;

	private final Set<String> excluded;

	/**
	 * Create for some listeners.
	 * @param listeners called for each run, in this order
	 * @param excluded names of systems and of types whose runs are not observed
	 */
	public JobRuns(Collection<? extends JobListener> listeners, Collection<String> excluded) {
		this.listeners = new Listeners<>(listeners);
		this.excluded = Set.copyOf(excluded);
	}

	/**
	 * A run begins on this thread.
	 * @param job the job
	 */
	public void started(Job job) {
		if (isObserved(job.system()) && isObserved(job.type())) {
			this.listeners.tell((listener) -> listener.started(job));
		}
	}

	/**
	 * A run has ended, to be reported once.
	 * @param run the run
	 */
	public void ended(JobRun run) {
		if (isObserved(run.job().system()) && isObserved(run.job().type())) {
			this.listeners.tell((listener) -> listener.ended(run));
		}
	}

	/**
	 * Tell whether anybody wants to know of a system or a type.
	 * @param name its name
	 * @return whether it is not excluded
	 */
	public boolean isObserved(String name) {
		return !this.excluded.contains(name);
	}

}
