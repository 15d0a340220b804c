package dev.monitor.job.quartz;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import dev.monitor.job.JobCount;
import dev.monitor.job.JobQuery;
import dev.monitor.job.JobSample;
import dev.monitor.job.JobState;
import org.jspecify.annotations.Nullable;

/**
 * Where a scheduler keeps its triggers.
 */
interface TriggerStore {

	/**
	 * Count the triggers that have not ended.
	 * @param queue name of the scheduler
	 * @param now the time
	 * @return the counts, without what runs
	 */
	JobSample sample(String queue, Instant now) throws Exception;

	/**
	 * List triggers in their order.
	 * @param query which; its place is not looked at
	 * @param after where to begin, not included
	 * @param most how many
	 * @param now the time
	 * @return the triggers
	 */
	List<StoredTrigger> list(JobQuery query, StoredTrigger.Place after, int most, Instant now) throws Exception;

	/**
	 * Return counts of no triggers.
	 * @return 0 for each state that triggers have
	 */
	static Map<JobState, Long> counts() {
		Map<JobState, Long> counts = new EnumMap<>(JobState.class);
		for (JobState state : List.of(JobState.SCHEDULED, JobState.AVAILABLE, JobState.PAUSED, JobState.FAILED)) {
			counts.put(state, 0L);
		}
		return counts;
	}

	/**
	 * Make a sample of counts.
	 * @param queue name of the scheduler
	 * @param counts the counts by state
	 * @param oldest when the oldest trigger was due; {@code null} if none is
	 * @return the sample
	 */
	static JobSample sample(String queue, Map<JobState, Long> counts, @Nullable Instant oldest) {
		return new JobSample(counts.entrySet()
			.stream()
			.map((count) -> new JobCount(queue, count.getKey(), count.getValue()))
			.toList(), (oldest != null) ? Map.of(queue, oldest) : Map.of());
	}

}
