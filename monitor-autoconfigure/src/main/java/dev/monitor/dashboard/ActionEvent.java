package dev.monitor.dashboard;

import java.util.Locale;

import dev.monitor.event.EventKind;
import dev.monitor.event.EventMarker;
import dev.monitor.event.EventPairs;
import dev.monitor.failure.FailureReason;
import dev.monitor.http.Caller;
import dev.monitor.status.ActionResult;
import dev.monitor.status.ActionResult.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * {@link EventMarker} of an attempt to have something done. Immutable.
 */
final class ActionEvent extends EventMarker {

	private static final EventKind KIND = EventKind.of("action");

	private final String who;

	private final Caller caller;

	private final String action;

	private final @Nullable String target;

	private final ActionResult result;

	/**
	 * Create the marker.
	 * @param who name of a token or of a user
	 * @param caller where the request came from
	 * @param action name of the action
	 * @param target what it was to be done to, as it was sent
	 * @param result what came of it
	 */
	ActionEvent(String who, Caller caller, String action, String target, ActionResult result) {
		super(KIND);
		this.who = FailureReason.clean(who);
		this.caller = caller;
		this.action = FailureReason.clean(action);
		this.target = target.isEmpty() ? null : FailureReason.clean(target);
		this.result = result;
	}

	String action() {
		return this.action;
	}

	Outcome outcome() {
		return this.result.outcome();
	}

	String message() {
		return "%s by %s: %s".formatted((this.target != null) ? this.action + ' ' + this.target : this.action, this.who,
				result());
	}

	private String result() {
		return outcome().name().toLowerCase(Locale.ROOT);
	}

	@Override
	public void describe(EventPairs pairs) {
		pairs.add("authUser", this.who);
		pairs.add("remoteAddr", this.caller.peer());
		pairs.addFlag("proxied", this.caller.forwarded());
		pairs.add("action", this.action);
		pairs.add("object", this.target);
		pairs.add("result", result());
		pairs.add("reason", (outcome() != Outcome.DONE) ? this.result.detail() : null);
	}

}
