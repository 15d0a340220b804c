package dev.monitor.status;

import java.time.Duration;

/**
 * How far an {@link Inspection} is. Immutable.
 *
 * @param state how far
 * @param kind what was started, empty if nothing was
 * @param age time since the start while it runs, since its end afterwards
 * @param section what was found out; empty unless it is done
 * @param reason one line that says why nothing was found out; empty unless it failed
 */
public record InspectionReport(State state, String kind, Duration age, StatusSection section, String reason) {

	/**
	 * How far an inspection is.
	 */
	public enum State {

		/**
		 * Was not started, or cancelled.
		 */
		IDLE,

		/**
		 * Is under way: ask again.
		 */
		RUNNING,

		/**
		 * Has found out.
		 */
		DONE,

		/**
		 * Has not, for a reason.
		 */
		FAILED

	}

}
