package dev.monitor.failure;

import java.net.ConnectException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;

import dev.monitor.secret.SecretTexts;
import org.jspecify.annotations.Nullable;

/**
 * The reason of a failure: one short line without credentials or control characters, fit
 * for a log, a page or an answer.
 */
public final class FailureReason {

	private static final int MAX_CAUSES = 10;

	private FailureReason() {
	}

	/**
	 * Return class and message. Of a failure without a message of its own, the nearest
	 * cause that has one speaks. Never throws.
	 * @param failure the failure
	 * @return such as {@code ConnectException: Connection refused}, or the class alone if
	 * nobody has a message
	 */
	public static String of(Throwable failure) {
		try {
			for (Throwable current : Causes.of(failure, MAX_CAUSES)) {
				String message = ownMessage(current);
				if (message != null) {
					return describe(current, message);
				}
			}
			return describe(failure, knownWords(failure));
		}
		catch (Throwable ex) {
			return describe(failure, "message not readable");
		}
	}

	/**
	 * Return words as they are, but for what must not be shown.
	 * @param words any text
	 * @return one line of at most 200 characters
	 */
	public static String clean(String words) {
		return SecretTexts.redact(words);
	}

	/**
	 * Many wrappers just repeat their cause.
	 */
	private static @Nullable String ownMessage(Throwable failure) {
		String message = failure.getMessage();
		if (message == null || message.isBlank()) {
			return null;
		}
		Throwable cause = failure.getCause();
		return (cause != null && message.equals(cause.toString())) ? null : message;
	}

	/**
	 * The JDK's HTTP client loses the words for the most common failures.
	 */
	private static String knownWords(Throwable failure) {
		String words = "";
		for (Throwable current : Causes.of(failure, MAX_CAUSES)) {
			if (current instanceof UnresolvedAddressException) {
				return "Unknown host";
			}
			if (current instanceof ConnectException) {
				words = "Connection refused";
			}
			else if (current instanceof ClosedChannelException && words.isEmpty()) {
				words = "Connection closed";
			}
		}
		return words;
	}

	private static String describe(Throwable failure, String message) {
		String type = failure.getClass().getName();
		type = type.substring(type.lastIndexOf('.') + 1);
		String words = clean(message);
		return words.isEmpty() ? type : type + ": " + words;
	}

}
