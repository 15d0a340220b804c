package dev.monitor.check;

import org.jspecify.annotations.Nullable;

/**
 * Finds out whether something the application needs answers. Beans of this type are
 * checked in the background under their {@link #name()}.
 */
public interface Probe {

	/**
	 * Return the name, read once: lower case letters, digits, dots, dashes and
	 * underscores, unique in the application, fit for a metric tag.
	 * @return the name
	 */
	String name();

	/**
	 * Return whether the application cannot serve without the dependency. Read once.
	 * @return whether its failure keeps traffic out; {@code false}: it is only shown
	 */
	default boolean required() {
		return true;
	}

	/**
	 * Check once, on the calling thread. May block: the thread is interrupted when the
	 * {@linkplain CheckSchedule#timeout() timeout} is over, and an answer that comes
	 * later counts for nothing. Never runs twice at the same time, not even when a check
	 * ignores its interruption.
	 * @throws CheckFailedException if the dependency is not well, with a reason in words
	 * @throws Exception any other failure, shown as its class and a short message
	 */
	void check() throws Exception;

	/**
	 * Say why a check was not over in time, if that is known. Asked at the end of the
	 * timeout, on another thread than the check's; must not block.
	 * @return a few words for a person, without credentials; {@code null} for
	 * {@code no answer within 2s} and the like
	 */
	default @Nullable String timeoutReason() {
		return null;
	}

}
