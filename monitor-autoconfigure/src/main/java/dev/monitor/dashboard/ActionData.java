package dev.monitor.dashboard;

import java.util.List;
import java.util.Objects;

import dev.monitor.http.JsonObject;
import dev.monitor.status.Action;
import dev.monitor.status.ActionPrompt;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;

/**
 * {@link PageData} of what a viewer may have done: for a section which actions it offers,
 * and for a click what to tell and to ask before one is done, selected by its name and
 * its target.
 *
 * @param actions the actions
 */
public record ActionData(Actions actions) implements PageData {

	@Override
	public @Nullable JsonObject write(String selection, AccessLevel level) {
		int slash = selection.indexOf('/');
		String name = (slash < 0) ? selection : selection.substring(0, slash);
		String target = (slash < 0) ? "" : selection.substring(slash + 1);
		if (!this.actions.isAllowed(name, level)) {
			return null;
		}
		return this.actions.named(name)
			.stream()
			.map((action) -> action.prompt(target))
			.filter(Objects::nonNull)
			.findFirst()
			.map(ActionData::json)
			.orElse(null);
	}

	/**
	 * Return what is offered.
	 * @param offered all actions of a section
	 * @param rows the rows of the section that are shown
	 * @param level what the viewer may do
	 * @return for each action its name and title, whether it is {@code whole}, for the
	 * section, and a target for each row if any row has one
	 */
	List<JsonObject> offers(List<Action> offered, List<StatusRow> rows, AccessLevel level) {
		return offered.stream()
			.filter((action) -> this.actions.isAllowed(action.name(), level))
			.map((action) -> offer(action, rows))
			.toList();
	}

	private static JsonObject offer(Action action, List<StatusRow> rows) {
		JsonObject json = new JsonObject().with("name", action.name()).with("title", action.title());
		if (action.isForSection()) {
			json.with("whole", 1);
		}
		List<String> targets = rows.stream().map((row) -> Objects.requireNonNullElse(action.target(row), "")).toList();
		return targets.stream().allMatch(String::isEmpty) ? json : json.withArray("targets", targets);
	}

	private static JsonObject json(ActionPrompt prompt) {
		JsonObject json = new JsonObject().with("object", prompt.object())
			.with("effect", prompt.effect())
			.withArray("objects", prompt.objects())
			.withArray("choices", prompt.choices());
		ActionPrompt.Range range = prompt.range();
		return (range != null) ? json.with("lowest", range.lowest()).with("highest", range.highest()) : json;
	}

}
