package dev.monitor.job;

import org.apiguardian.api.API;

/**
 * How many jobs of a queue are in a state. Immutable.
 *
 * @param queue the queue
 * @param state the state
 * @param count how many; {@value #MOST} stands for any number from there on
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record JobCount(String queue, JobState state, long count) {

	/**
	 * As far as jobs are counted.
	 */
	public static final int MOST = 10_001;

	/**
	 * Create the count, cut where counting ends.
	 * @param queue the queue
	 * @param state the state
	 * @param count how many
	 */
	public JobCount {
		count = Math.min(count, MOST);
	}

}
