package dev.monitor.dependency;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

import dev.monitor.check.Check;
import dev.monitor.check.CheckResult;
import dev.monitor.check.CheckState;
import dev.monitor.check.TimeSource;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code dependencies}: how many are {@code up},
 * {@code down} and {@code unknown}, and a row for each, named as it is, in the order of
 * the configuration, with
 * <ul>
 * <li>{@code required}: 1, or 0 if the application serves without it
 * <li>{@code last_millis}: how long the last check took, -1 before the first
 * <li>{@code since_seconds}: for how long it has had its state
 * <li>{@code state}: {@code up}, {@code down} or {@code unknown}
 * <li>{@code reason}: why it is not up, or why its last check failed; empty if neither
 * <li>{@code changed}: when it took its state, in UTC
 * </ul>
 * Thread-safe.
 */
public final class DependencyStatus implements StatusSource {

	private final List<Check> dependencies;

	private final TimeSource time;

	/**
	 * Create the source.
	 * @param dependencies all dependencies
	 * @param time the clock
	 */
	public DependencyStatus(List<Check> dependencies, TimeSource time) {
		this.dependencies = List.copyOf(dependencies);
		this.time = time;
	}

	@Override
	public String name() {
		return "dependencies";
	}

	@Override
	public StatusSection section() {
		List<StatusRow> rows = this.dependencies.stream().map(this::row).toList();
		StatusSection section = StatusSection.EMPTY;
		for (CheckState.Status status : new CheckState.Status[] { CheckState.Status.UP, CheckState.Status.DOWN,
				CheckState.Status.UNKNOWN }) {
			String state = text(status);
			long count = rows.stream().filter((row) -> state.equals(row.texts().get("state"))).count();
			section = section.with(state, count);
		}
		return section.with(rows);
	}

	private StatusRow row(Check dependency) {
		CheckState state = dependency.state();
		CheckResult last = state.lastResult();
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("required", dependency.required() ? 1 : 0);
		numbers.put("last_millis", (last != null) ? last.duration().toMillis() : -1);
		numbers.put("since_seconds",
				Math.max(0, Duration.between(state.since(), this.time.instant()).toMillis()) / 1000.0);
		Map<String, String> texts = new LinkedHashMap<>();
		texts.put("state", text(state.status()));
		texts.put("reason", Objects.requireNonNullElse(state.reason(), ""));
		texts.put("changed", state.since().toString());
		return new StatusRow(dependency.name(), numbers, texts);
	}

	private static String text(CheckState.Status status) {
		return status.name().toLowerCase(Locale.ROOT);
	}

}
