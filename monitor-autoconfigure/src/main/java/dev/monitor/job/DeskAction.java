package dev.monitor.job;

import dev.monitor.status.Action;

/**
 * {@link Action} on jobs, whatever their number. Thread-safe.
 */
abstract class DeskAction implements Action {

	private final JobAction action;

	private final JobDesk desk;

	DeskAction(JobAction action, JobDesk desk) {
		this.action = action;
		this.desk = desk;
	}

	JobAction action() {
		return this.action;
	}

	JobDesk desk() {
		return this.desk;
	}

	@Override
	public String name() {
		return ActionWords.name(this.action);
	}

	@Override
	public String title() {
		return ActionWords.title(this.action);
	}

	@Override
	public boolean isForSection() {
		return false;
	}

}
