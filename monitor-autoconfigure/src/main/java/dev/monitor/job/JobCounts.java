package dev.monitor.job;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts how runs ended since the start, by system. Thread-safe.
 */
public final class JobCounts implements JobListener {

	private final Map<Ending, LongAdder> counts = new ConcurrentHashMap<>();

	@Override
	public void ended(JobRun run) {
		this.counts.computeIfAbsent(new Ending(run.job().system(), run.outcome()), (ending) -> new LongAdder())
			.increment();
	}

	/**
	 * Return how many runs ended in a way.
	 * @param system name of the system
	 * @param outcome the way
	 * @return the number of runs
	 */
	public long count(String system, JobOutcome outcome) {
		LongAdder count = this.counts.get(new Ending(system, outcome));
		return (count != null) ? count.sum() : 0;
	}

	private record Ending(String system, JobOutcome outcome) {

	}

}
