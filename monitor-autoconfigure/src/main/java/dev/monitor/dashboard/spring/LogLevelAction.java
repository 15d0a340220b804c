package dev.monitor.dashboard.spring;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.ActionResult;
import dev.monitor.status.StatusRow;

import org.springframework.boot.logging.LogLevel;

/**
 * {@link Action} that sets the level of a logger for a while, or back.
 *
 * @param levels the levels that were set
 */
record LogLevelAction(LogLevels levels) implements Action {

	private static final String BACK = "back";

	/**
	 * In the order of a choice, the usual one first. What not every logging system knows
	 * is left out.
	 */
	private static final List<String> LEVELS = List.of("debug", "trace", "info", "warn", "error", "off");

	@Override
	public String name() {
		return LogLevels.ACTION;
	}

	@Override
	public String title() {
		return "Set level";
	}

	@Override
	public String target(StatusRow row) {
		return row.name();
	}

	@Override
	public ActionPrompt prompt(String target) {
		String effect = "It logs at that level for %s minutes, or until the application stops. Lower levels may write very much."
			.formatted(LogLevels.TIME.toMinutes());
		if (target.isEmpty()) {
			return ActionPrompt.of("A logger", effect).withObjects(this.levels.loggers()).withChoices(LEVELS);
		}
		return ActionPrompt.of("Logger " + target, effect)
			.withChoices(this.levels.isSet(target) ? Stream.concat(Stream.of(BACK), LEVELS.stream()).toList() : LEVELS);
	}

	@Override
	public ActionResult act(String target) {
		int slash = target.lastIndexOf('/');
		String logger = target.substring(0, Math.max(slash, 0));
		String level = target.substring(slash + 1);
		if (level.equals(BACK)) {
			return this.levels.end(logger);
		}
		return LEVELS.contains(level) ? this.levels.set(logger, LogLevel.valueOf(level.toUpperCase(Locale.ROOT)))
				: ActionResult.refused("A level is one of %s, or %s.".formatted(String.join(", ", LEVELS), BACK));
	}

}
