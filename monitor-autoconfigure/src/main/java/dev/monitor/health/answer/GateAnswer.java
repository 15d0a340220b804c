package dev.monitor.health.answer;

/**
 * An answer to a load balancer. It must not be stored, and its body is JSON.
 *
 * @param status HTTP status
 * @param body the body, not to be sent in answer to HEAD
 */
@SuppressWarnings("ArrayRecordComponent")
public record GateAnswer(int status, byte[] body) {

	static final int OK = 200;

	static final int UNAVAILABLE = 503;

	/**
	 * The status of an answer to a method that is none of {@link GateAnswers#METHODS}.
	 */
	public static final int METHOD_NOT_ALLOWED = 405;

}
