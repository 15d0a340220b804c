package dev.monitor.concurrency;

import dev.monitor.failure.Listeners;

/**
 * What became of the requests of one priority, which is part of what became of all.
 */
final class PriorityOutcomes extends Outcomes {

	private final Outcomes all;

	PriorityOutcomes(Outcomes all, Listeners<WaitListener> waits) {
		super(all, waits);
		this.all = all;
	}

	@Override
	void count(Admission admission) {
		add(admission);
		this.all.count(admission);
	}

	@Override
	void waited(Admission admission, long nanos) {
		super.waited(admission, nanos);
		this.all.waited(admission, nanos);
	}

}
