package dev.monitor.logging.logback;

import tools.jackson.core.JacksonException;

/**
 * What stands in place of a value that could not be written.
 */
final class Failures {

	private Failures() {
	}

	/**
	 * Describe a failure. Says the class only: the message may quote what was to be kept
	 * out of the log.
	 * @param failure what a value threw
	 * @return the text
	 */
	static String describe(Throwable failure) {
		Throwable cause = failure;
		while (cause instanceof JacksonException && cause.getCause() != null) {
			cause = cause.getCause();
		}
		return "!ERR " + cause.getClass().getName();
	}

}
