package dev.monitor.status;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an operator may have done to the part of the application that a
 * {@link StatusSource} tells of, such as to run a task again. It is offered and done only
 * where {@code monitor.dashboard.actions} lists its name; who may ask for it, and that it
 * is written down, is not its concern.
 * <p>
 * Implementations are thread-safe. All but {@link #act} answers from memory, each time
 * the section is shown.
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public interface Action {

	/**
	 * Return the name: letters from a to z and hyphens. Several sections may have actions
	 * of one name, each with targets of its own.
	 * @return the name
	 */
	String name();

	/**
	 * Return the words that a button shows, such as {@code Run again}.
	 * @return one to three words
	 */
	String title();

	/**
	 * Tell whether it can be done now to the section as a whole, of which the target is
	 * an empty text.
	 * @return whether that is offered
	 */
	default boolean isForSection() {
		return true;
	}

	/**
	 * Return what it would be done to if it is asked for in a row.
	 * @param row a row of the section
	 * @return the target, not empty; {@code null} if it is not offered there
	 */
	default @Nullable String target(StatusRow row) {
		return null;
	}

	/**
	 * Return what to tell and to ask before it is done.
	 * @param target empty for the section as a whole, else what {@link #target} returned,
	 * some time ago
	 * @return the words; {@code null} if there is no such target
	 */
	@Nullable ActionPrompt prompt(String target);

	/**
	 * Do it, at any time and whatever was shown before. Called for one target after the
	 * other, on a thread of its own, which is interrupted after five seconds.
	 * @param target the target, and behind a slash what was chosen, if the prompt leaves
	 * a choice; as somebody sent it
	 * @return what came of it; to throw is to fail
	 */
	ActionResult act(String target);

}
