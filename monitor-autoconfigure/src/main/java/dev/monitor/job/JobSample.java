package dev.monitor.job;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.apiguardian.api.API;

/**
 * How the jobs of a system stand. Immutable.
 *
 * @param counts how many there are, by queue and state; a state that is missing is one
 * that the system does not tell, so what is none has a count of 0
 * @param oldest when the oldest job of a queue was due that is due and not started; no
 * entry if there is none
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobSample(List<JobCount> counts, Map<String, Instant> oldest) {

	/**
	 * Of a system that keeps no jobs.
	 */
	public static final JobSample NONE = new JobSample(List.of(), Map.of());

	/**
	 * Create the sample, with copies.
	 * @param counts how many there are
	 * @param oldest when the oldest was due, by queue
	 */
	public JobSample {
		counts = List.copyOf(counts);
		oldest = Map.copyOf(oldest);
	}

}
