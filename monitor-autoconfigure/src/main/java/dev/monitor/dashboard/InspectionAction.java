package dev.monitor.dashboard;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.Inspection;
import org.jspecify.annotations.Nullable;

/**
 * {@link Action} that starts an inspection, in the way that is the target, or cancels it.
 * It belongs to no section, and changes nothing but how busy the application is.
 *
 * @param inspection the inspection
 */
public record InspectionAction(Inspection inspection) implements Action {

	private static final String CANCEL = "cancel";

	@Override
	public String name() {
		return this.inspection.name();
	}

	@Override
	public String title() {
		return this.inspection.name();
	}

	@Override
	public @Nullable ActionPrompt prompt(String target) {
		return null;
	}

	@Override
	public ActionResult act(String target) {
		if (target.equals(CANCEL)) {
			this.inspection.cancel();
			return ActionResult.done("It is cancelled.");
		}
		if (!this.inspection.kinds().contains(target)) {
			return ActionResult.unknown();
		}
		return this.inspection.start(target) ? ActionResult.done("It has begun.")
				: ActionResult.refused("One is under way: wait until it has ended, or cancel it.");
	}

}
