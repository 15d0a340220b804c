package dev.monitor.port;

import java.util.Objects;

import dev.monitor.failure.FailureReason;

/**
 * Answers that say no. They are one line and never contain {@code OK}, which is all that
 * many load balancers look for.
 */
public final class Negative {

	private Negative() {
	}

	/**
	 * Return the answer for something that is wrong.
	 * @param reason what is wrong
	 * @return one line that begins with {@code Error:}
	 */
	public static String error(String reason) {
		return "Error: " + line(reason);
	}

	/**
	 * Return the answer for a failure. An {@link IllegalArgumentException} speaks for
	 * itself, of others the class is told too.
	 * @param failure the failure
	 * @return one line that begins with {@code Error:}
	 */
	public static String error(Throwable failure) {
		return error((failure instanceof IllegalArgumentException ex) ? words(ex) : FailureReason.of(failure));
	}

	private static String words(IllegalArgumentException failure) {
		try {
			return Objects.requireNonNullElseGet(failure.getMessage(), () -> FailureReason.of(failure));
		}
		catch (Throwable ex) {
			return FailureReason.of(failure);
		}
	}

	/**
	 * Return words as they may be told.
	 * @param words any text
	 * @return one line
	 */
	public static String line(String words) {
		return FailureReason.clean(words).replace("OK", "Ok");
	}

}
