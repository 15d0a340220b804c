package dev.monitor.concurrency;

import org.jspecify.annotations.Nullable;

/**
 * How requests ask for permits. Immutable, thread-safe.
 *
 * @param limit gives the permits
 * @param deadline tells how long a client will wait
 * @param priorities knows the priorities, {@code null} if requests have none
 */
public record AdmissionRules(ConcurrencyLimit limit, DeadlineHeader deadline, @Nullable RequestPriorities priorities) {

	/**
	 * Create rules for requests without priorities.
	 * @param limit gives the permits
	 * @param deadline tells how long a client will wait
	 */
	public AdmissionRules(ConcurrencyLimit limit, DeadlineHeader deadline) {
		this(limit, deadline, null);
	}

}
