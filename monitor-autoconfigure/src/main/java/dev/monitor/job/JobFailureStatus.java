package dev.monitor.job;

import java.util.List;

import dev.monitor.status.Action;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code job_failures}: a row for each type and
 * reason of jobs whose last run failed here, that with the latest failure first, with how
 * many {@code jobs} it has. What can be retried can be so all at once. Thread-safe.
 */
public final class JobFailureStatus implements StatusSource {

	private static final int MAX_GROUPS = 100;

	private final JobFailures failures;

	private final List<Action> actions;

	/**
	 * Create the source.
	 * @param failures the failures
	 * @param desk has the systems
	 */
	public JobFailureStatus(JobFailures failures, JobDesk desk) {
		this.failures = failures;
		this.actions = List.of(new FailureGroupAction(JobAction.RETRY, desk),
				new FailureGroupAction(JobAction.DELETE, desk));
	}

	@Override
	public String name() {
		return "job_failures";
	}

	@Override
	public StatusSection section() {
		return StatusSection.EMPTY
			.with(this.failures.groups().stream().limit(MAX_GROUPS).map(FailureGroup::row).toList());
	}

	@Override
	public List<Action> actions() {
		return this.actions;
	}

}
