package dev.monitor.warmup;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;

/**
 * {@link Action} that runs all tasks again, or one by its name.
 *
 * @param warmup runs them
 */
record WarmupAction(Warmup warmup) implements Action {

	private static final String EFFECT = "The application is not ready until the required tasks have succeeded: "
			+ "load balancers send it no requests.";

	@Override
	public String name() {
		return "warmup";
	}

	@Override
	public String title() {
		return "Run again";
	}

	@Override
	public boolean isForSection() {
		return !this.warmup.report().tasks().isEmpty();
	}

	@Override
	public String target(StatusRow row) {
		return row.name();
	}

	@Override
	public @Nullable ActionPrompt prompt(String target) {
		if (target.isEmpty()) {
			return ActionPrompt.of("All tasks of the warmup", EFFECT);
		}
		return this.warmup.report()
			.tasks()
			.stream()
			.filter((task) -> task.name().equals(target))
			.findFirst()
			.map((task) -> ActionPrompt.of("Task '%s' of the warmup".formatted(target), EFFECT))
			.orElse(null);
	}

	@Override
	public ActionResult act(String target) {
		return switch (target.isEmpty() ? this.warmup.runAll() : this.warmup.run(target)) {
			case STARTED -> ActionResult.done("The warmup runs.");
			case BUSY -> ActionResult.refused("A warmup is not over yet, or the application stops.");
			case TOO_SOON -> ActionResult.refused(Warmup.TOO_SOON);
			case UNKNOWN_TASK -> ActionResult.unknown();
		};
	}

}
