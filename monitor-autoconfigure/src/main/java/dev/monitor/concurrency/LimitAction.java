package dev.monitor.concurrency;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import org.jspecify.annotations.Nullable;

/**
 * {@link Action} that sets a fixed limit by hand, within its bounds, until the
 * application stops.
 *
 * @param limit the limit
 */
public record LimitAction(ConcurrencyLimit limit) implements Action {

	@Override
	public String name() {
		return "limit";
	}

	@Override
	public String title() {
		return "Set limit";
	}

	@Override
	public boolean isForSection() {
		return this.limit.algorithm() == Algorithm.FIXED;
	}

	@Override
	public @Nullable ActionPrompt prompt(String target) {
		LimitBounds bounds = this.limit.bounds();
		return ActionPrompt.of("The limit of requests served at once, %s now".formatted(this.limit.limiter().limit()),
				"Requests above it wait, and are rejected if that takes too long. The application starts with %s again."
					.formatted(bounds.initial()))
			.withNumber(bounds.lowest(), bounds.highest());
	}

	/**
	 * Set the limit, and let as many wait as go with it.
	 * @param target a whole number within the bounds, in any form somebody sent it
	 * @return what came of it
	 */
	@Override
	public ActionResult act(String target) {
		LimitBounds bounds = this.limit.bounds();
		if (this.limit.algorithm() != Algorithm.FIXED) {
			return ActionResult.refused(("The limit follows monitor.concurrency.algorithm=%s, from %s to %s. "
					+ "To set it by hand, start the application with monitor.concurrency.algorithm=fixed.")
				.formatted(this.limit.algorithm(), bounds.lowest(), bounds.highest()));
		}
		int wanted = parse(target);
		if (!bounds.contain(wanted)) {
			return ActionResult
				.refused("The limit is a whole number from %s to %s.".formatted(bounds.lowest(), bounds.highest()));
		}
		this.limit.set(wanted);
		return ActionResult.done("The limit is %s.".formatted(wanted));
	}

	private static int parse(String target) {
		try {
			return Integer.parseInt(target);
		}
		catch (NumberFormatException ex) {
			return -1;
		}
	}

}
