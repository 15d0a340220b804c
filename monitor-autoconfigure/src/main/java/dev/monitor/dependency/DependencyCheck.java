package dev.monitor.dependency;

import dev.monitor.check.CheckFailedException;
import org.apiguardian.api.API;

/**
 * Finds out whether something the application needs is well. A bean of this type is a
 * dependency, checked in the background under the bean's name, which has letters (a to
 * z), digits, dots, dashes and underscores alone.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface DependencyCheck {

	/**
	 * Check once, on a thread of its own; to return is to be well. May block: the thread
	 * is interrupted when the timeout is over, and an answer that comes later counts for
	 * nothing. Never runs twice at the same time, not even when it ignores its
	 * interruption.
	 * @throws CheckFailedException if the dependency is not well, with a reason in words
	 * @throws Exception any other failure, shown as its class and a short message
	 */
	void check() throws Exception;

	/**
	 * Return whether the application cannot serve without the dependency. Read once.
	 * @return whether its failure keeps traffic out; {@code false}: it is only shown
	 */
	default boolean required() {
		return true;
	}

}
