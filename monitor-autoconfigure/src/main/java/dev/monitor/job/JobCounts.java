package dev.monitor.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Counts how runs ended since the start, by system. Thread-safe.
 */
public final class JobCounts implements JobListener {

	private final Map<String, AtomicLongArray> counts = new ConcurrentHashMap<>();

	@Override
	public void ended(JobRun run) {
		this.counts.computeIfAbsent(run.job().system(), (system) -> new AtomicLongArray(JobOutcome.values().length))
			.incrementAndGet(run.outcome().ordinal());
	}

	/**
	 * Return how many runs ended in a way.
	 * @param system name of the system
	 * @param outcome the way
	 * @return the number of runs
	 */
	public long count(String system, JobOutcome outcome) {
		AtomicLongArray ofSystem = this.counts.get(system);
		return (ofSystem != null) ? ofSystem.get(outcome.ordinal()) : 0;
	}

}
