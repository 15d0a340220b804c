package dev.monitor.concurrency;

import dev.monitor.failure.Listeners;
import org.slf4j.event.Level;

/**
 * What became of the requests of one priority, which is part of what became of all. That
 * low and bulk ones are rejected is intended, so nobody is warned of it.
 */
final class PriorityOutcomes extends Outcomes {

	private final Outcomes all;

	private final Level rejections;

	PriorityOutcomes(Outcomes all, Priority priority, Listeners<WaitListener> waits) {
		super(all, waits);
		this.all = all;
		this.rejections = priority.isHigh() ? Level.WARN : Level.INFO;
	}

	@Override
	void count(Admission admission) {
		add(admission);
		this.all.count(admission, this.rejections);
	}

	@Override
	void waited(Admission admission, long nanos) {
		super.waited(admission, nanos);
		this.all.waited(admission, nanos);
	}

}
