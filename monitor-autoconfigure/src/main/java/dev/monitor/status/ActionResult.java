package dev.monitor.status;

import org.apiguardian.api.API;

/**
 * What came of an {@link Action}. Immutable.
 *
 * @param outcome what came of it
 * @param detail one sentence for the operator and for the log, without secrets
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ActionResult(Outcome outcome, String detail) {

	/**
	 * Return the result of what was done, or will be without further asking.
	 * @param detail what was done
	 * @return the result
	 */
	public static ActionResult done(String detail) {
		return new ActionResult(Outcome.DONE, detail);
	}

	/**
	 * Return the result of what was not done, for a reason that the operator can remove.
	 * @param reason the reason
	 * @return the result
	 */
	public static ActionResult refused(String reason) {
		return new ActionResult(Outcome.REFUSED, reason);
	}

	/**
	 * Return the result of what was tried and failed.
	 * @param reason the reason
	 * @return the result
	 */
	public static ActionResult failed(String reason) {
		return new ActionResult(Outcome.FAILED, reason);
	}

	/**
	 * Return the result where there is no such target.
	 * @return the result
	 */
	public static ActionResult unknown() {
		return new ActionResult(Outcome.UNKNOWN, "The application has nothing of this name to do that to.");
	}

	/**
	 * The ways in which an action ends.
	 */
	@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
	public enum Outcome {

		/**
		 * It was done.
		 */
		DONE,

		/**
		 * It was not done, for a reason.
		 */
		REFUSED,

		/**
		 * There is no such target; where several sections have an action of the name,
		 * another one may know it.
		 */
		UNKNOWN,

		/**
		 * It was tried and failed, or its result is unknown.
		 */
		FAILED

	}

}
