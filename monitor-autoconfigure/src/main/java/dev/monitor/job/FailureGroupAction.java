package dev.monitor.job;

import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;

/**
 * {@link Action} on all jobs of a {@link FailureGroup}, 1,000 at most, whose number has
 * to be confirmed. They are found by paging through the jobs of their type.
 */
final class FailureGroupAction extends DeskAction {

	FailureGroupAction(JobAction action, JobDesk desk) {
		super(action, desk);
	}

	@Override
	public String title() {
		return super.title() + " all";
	}

	@Override
	public @Nullable String target(StatusRow row) {
		return (system(row.texts().getOrDefault("system", "")) != null) ? row.name() : null;
	}

	@Override
	public @Nullable ActionPrompt prompt(String target) {
		FailureGroup group = desk().failures().group(target);
		if (group == null || system(group.system()) == null) {
			return null;
		}
		int jobs = group.jobs().size();
		return ActionPrompt
			.of("%s of type %s in %s".formatted(jobs, group.type(), group.system()),
					"For each of them: " + ActionWords.effect(action()))
			.withNumber(jobs, jobs);
	}

	@Override
	public ActionResult act(String target) {
		int slash = target.lastIndexOf('/');
		FailureGroup group = (slash >= 0) ? desk().failures().group(target.substring(0, slash)) : null;
		AskedSystem asked = (group != null) ? system(group.system()) : null;
		if (group == null || asked == null) {
			return ActionResult.unknown();
		}
		Set<Job> jobs = group.jobs();
		if (!target.substring(slash + 1).equals(String.valueOf(jobs.size()))) {
			return ActionResult.refused("There are %s of them now: look again.".formatted(jobs.size()));
		}
		Set<String> ids = jobs.stream().map(Job::id).collect(Collectors.toCollection(HashSet::new));
		return new BulkRun(desk(), asked, action(), ids).act(group);
	}

	/**
	 * Find a system whose failures can be retried: of others, the jobs that have failed
	 * are not kept as such.
	 */
	private @Nullable AskedSystem system(String name) {
		AskedSystem asked = desk().system(name);
		return (asked != null && asked.system().actions().contains(JobAction.RETRY)
				&& asked.system().actions().contains(action())) ? asked : null;
	}

}
