package dev.monitor.job;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;

/**
 * {@link Action} on one job, whose target is the name of its row in {@link JobLookup}.
 */
final class OneJobAction extends DeskAction {

	OneJobAction(JobAction action, JobDesk desk) {
		super(action, desk);
	}

	@Override
	public @Nullable String target(StatusRow row) {
		String state = row.texts().get("state");
		return (state != null && system(names(row.name())) != null
				&& ActionWords.isOffered(action(), JobState.valueOf(state.toUpperCase(Locale.ROOT)))) ? row.name()
						: null;
	}

	@Override
	public @Nullable ActionPrompt prompt(String target) {
		List<String> names = names(target);
		return (system(names) != null) ? ActionPrompt.of(words(names), ActionWords.effect(action())) : null;
	}

	@Override
	public ActionResult act(String target) {
		List<String> names = names(target);
		AskedSystem asked = system(names);
		if (asked == null) {
			return ActionResult.unknown();
		}
		String key = names.get(1);
		try {
			Optional<JobDetail> detail = asked.call(() -> Optional.ofNullable(asked.system().job(key, false)));
			JobActionResult result = asked.call(() -> asked.system().act(action(), key));
			if (result == JobActionResult.OK) {
				detail.ifPresent((acted) -> desk().failures().forget(acted.entry().job()));
			}
			return result(result, words(names));
		}
		catch (Exception ex) {
			throw new IllegalStateException(ex);
		}
	}

	private ActionResult result(JobActionResult result, String job) {
		return switch (result) {
			case OK -> ActionResult.done("%s: %s is done.".formatted(job, name()));
			case GONE -> ActionResult.refused("There is no such job any more.");
			case BUSY -> ActionResult.refused("The job runs, or somebody else has just changed it: try again.");
			case UNSUPPORTED -> ActionResult.refused("That cannot be done with this job.");
		};
	}

	/**
	 * Find the system of a job.
	 * @return {@code null} if there is none that can do this
	 */
	private @Nullable AskedSystem system(List<String> names) {
		AskedSystem asked = (names.size() == 2) ? desk().system(names.get(0)) : null;
		return (asked != null && asked.system().actions().contains(action())) ? asked : null;
	}

	private static List<String> names(String target) {
		try {
			return PathNames.split(target);
		}
		catch (IllegalArgumentException ex) {
			return List.of();
		}
	}

	private static String words(List<String> names) {
		return "Job %s of %s".formatted(JobKeys.words(names.get(1)), names.get(0));
	}

}
