package dev.monitor.status;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * How far a {@link Diagnostic} of a database is. Immutable.
 *
 * @param name name of the diagnostic
 * @param state how far it is
 * @param age time since the database answered or failed to, zero while it runs
 * @param result what the database said; {@code null} unless it answered
 * @param reason one line that says why there is no result; empty unless it failed
 */
public record DiagnosticAnswer(String name, State state, Duration age, @Nullable DiagnosticResult result,
		String reason) {

	/**
	 * Return an answer that is to come.
	 * @param name name of the diagnostic
	 * @return the answer
	 */
	public static DiagnosticAnswer running(String name) {
		return new DiagnosticAnswer(name, State.RUNNING, Duration.ZERO, null, "");
	}

	/**
	 * Return the answer with a result.
	 * @param name name of the diagnostic
	 * @param age time since the database answered
	 * @param result what it said
	 * @return the answer
	 */
	public static DiagnosticAnswer answered(String name, Duration age, DiagnosticResult result) {
		return new DiagnosticAnswer(name, State.ANSWERED, age, result, "");
	}

	/**
	 * Return the answer that there is no result.
	 * @param name name of the diagnostic
	 * @param age time since it failed
	 * @param reason why, in one line
	 * @return the answer
	 */
	public static DiagnosticAnswer failed(String name, Duration age, String reason) {
		return new DiagnosticAnswer(name, State.FAILED, age, null, reason);
	}

	/**
	 * How far a diagnostic is.
	 */
	public enum State {

		/**
		 * Waits for its turn or for the database: ask again.
		 */
		RUNNING,

		/**
		 * Has a result.
		 */
		ANSWERED,

		/**
		 * Has none, for a reason.
		 */
		FAILED

	}

}
