package dev.monitor.status;

/**
 * How far a {@link Lookup} is. Immutable.
 *
 * @param state how far
 * @param section what was found; empty unless there is an answer
 * @param next selects the page that follows; empty if there is none
 * @param reason one line that says why there is no answer; empty unless it failed
 */
public record LookupAnswer(DiagnosticAnswer.State state, StatusSection section, String next, String reason) {

	/**
	 * An answer that is to come.
	 */
	public static final LookupAnswer RUNNING = new LookupAnswer(DiagnosticAnswer.State.RUNNING, StatusSection.EMPTY, "",
			"");

	/**
	 * Return an answer.
	 * @param section what was found
	 * @param next selects the page that follows; empty if there is none
	 * @return the answer
	 */
	public static LookupAnswer found(StatusSection section, String next) {
		return new LookupAnswer(DiagnosticAnswer.State.ANSWERED, section, next, "");
	}

	/**
	 * Return that there is no answer.
	 * @param reason why, in one line
	 * @return the answer
	 */
	public static LookupAnswer failed(String reason) {
		return new LookupAnswer(DiagnosticAnswer.State.FAILED, StatusSection.EMPTY, "", reason);
	}

}
