package dev.monitor.dashboard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.monitor.failure.FailureReason;
import dev.monitor.http.Caller;
import dev.monitor.http.HttpResponse;
import dev.monitor.http.JsonObject;
import dev.monitor.http.Problem;
import dev.monitor.status.Action;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import dev.monitor.task.TurnThread;
import org.jspecify.annotations.Nullable;

/**
 * Does what a viewer asks for, if that viewer may: one action after the other, on a
 * thread of its own. Each attempt is told to an {@link ActionLog}. Thread-safe.
 */
public final class Actions {

	private static final String NO_OPERATOR = "Only operators may do that: who has a token with "
			+ "monitor.dashboard.tokens.<name>.level=operate, or the role of monitor.dashboard.operate-role.";

	private final Map<String, List<Action>> byName = new LinkedHashMap<>();

	private final Predicate<String> listed;

	private final ActionLog log;

	private final TurnThread thread;

	/**
	 * Create for some actions.
	 * @param all the actions; of those with one name the first that knows a target does
	 * it
	 * @param listed tells by the name whether the configuration allows an action
	 * @param log told of each attempt
	 * @param thread does them
	 */
	public Actions(Collection<? extends Action> all, Predicate<String> listed, ActionLog log, TurnThread thread) {
		all.forEach((action) -> this.byName.computeIfAbsent(action.name(), (name) -> new ArrayList<>()).add(action));
		this.listed = listed;
		this.log = log;
		this.thread = thread;
	}

	/**
	 * Tell whether an action is to be offered.
	 * @param name its name
	 * @param level what the viewer may do
	 * @return whether it would not be refused for want of a right
	 */
	boolean isAllowed(String name, AccessLevel level) {
		return denial(name, level) == null;
	}

	/**
	 * Return actions.
	 * @param name their name
	 * @return the actions, none if there is no such name
	 */
	List<Action> named(String name) {
		return this.byName.getOrDefault(name, List.of());
	}

	/**
	 * Do something.
	 * @param path name of the action, and its target behind a slash
	 * @param visit who asks
	 * @param caller from where
	 * @return the answer
	 */
	HttpResponse answer(String path, Visit visit, Caller caller) {
		int slash = path.indexOf('/');
		String name = (slash < 0) ? path : path.substring(0, slash);
		String target = (slash < 0) ? "" : path.substring(slash + 1);
		String denial = denial(name, visit.level());
		ActionResult result = (denial != null) ? ActionResult.refused(denial)
				: this.thread.call(() -> act(named(name), target), name, (reason) -> ActionResult.failed(reason + '.'));
		this.log.add(new ActionEvent(visit.who(), caller, name, target, result));
		return (denial != null) ? Problem.of(403, denial) : response(result);
	}

	private @Nullable String denial(String name, AccessLevel level) {
		if (level != AccessLevel.OPERATE) {
			return NO_OPERATOR;
		}
		return this.listed.test(name) ? null : "monitor.dashboard.actions does not list '" + name + "'.";
	}

	private static ActionResult act(List<Action> named, String target) {
		ActionResult result = ActionResult.unknown();
		try {
			for (int i = 0; i < named.size() && result.outcome() == Outcome.UNKNOWN; i++) {
				result = named.get(i).act(target);
			}
			return new ActionResult(result.outcome(), FailureReason.clean(result.detail()));
		}
		catch (Throwable ex) {
			return ActionResult.failed(FailureReason.of(ex));
		}
	}

	private static HttpResponse response(ActionResult result) {
		return switch (result.outcome()) {
			case DONE ->
				HttpResponse.of(200, "application/json", new JsonObject().with("detail", result.detail()).toBytes());
			case REFUSED -> Problem.of(409, result.detail());
			case UNKNOWN -> Problem.of(404, result.detail());
			case FAILED -> Problem.of(503, result.detail());
		};
	}

}
