package dev.monitor.job;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import org.awaitility.Awaitility;

/**
 * {@link JobListener} that keeps what it hears.
 */
public final class RecordedRuns implements JobListener {

	private final List<Job> started = new CopyOnWriteArrayList<>();

	private final List<JobRun> ended = new CopyOnWriteArrayList<>();

	@Override
	public void started(Job job) {
		this.started.add(job);
	}

	@Override
	public void ended(JobRun run) {
		this.ended.add(run);
	}

	/**
	 * Return all runs that have ended.
	 */
	public List<JobRun> ended() {
		return this.ended;
	}

	/**
	 * Return the runs of a type whose beginning was told.
	 */
	public List<Job> started(String type) {
		return this.started.stream().filter((job) -> job.type().equals(type)).toList();
	}

	/**
	 * Return the runs of a type that have ended.
	 */
	public List<JobRun> of(String type) {
		return this.ended.stream().filter((run) -> run.job().type().equals(type)).toList();
	}

	/**
	 * Return how the runs of a type ended.
	 */
	public List<JobOutcome> outcomes(String type) {
		return of(type).stream().map(JobRun::outcome).toList();
	}

	/**
	 * Wait until so many runs of a type have ended.
	 */
	public List<JobRun> await(String type, int count) {
		Awaitility.await().until(() -> of(type).size() >= count);
		return of(type);
	}

}
