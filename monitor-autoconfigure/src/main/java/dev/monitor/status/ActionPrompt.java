package dev.monitor.status;

import java.util.List;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * What an operator reads and is asked before an {@link Action} is done. Immutable.
 *
 * @param object what it is done to, such as {@code Task 'caches'}
 * @param effect one or two sentences that say what will happen
 * @param objects names of which the operator has to give one, as the target; empty if the
 * target is known
 * @param choices what to choose from; empty if there is no choice, or a number is asked
 * for
 * @param range the numbers to choose from, of which one is to be typed; {@code null} if
 * none is. What concerns many things at once asks for their number this way, and may
 * concern 1000 at most
 */
@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
public record ActionPrompt(String object, String effect, List<String> objects, List<String> choices,
		@Nullable Range range) {

	/**
	 * Create the prompt, with copies of the lists.
	 * @param object what it is done to
	 * @param effect what will happen
	 * @param objects names to give one of, or none
	 * @param choices what to choose from, or nothing
	 * @param range numbers to choose from, or {@code null}
	 */
	public ActionPrompt {
		objects = List.copyOf(objects);
		choices = List.copyOf(choices);
	}

	/**
	 * Create a prompt that asks for nothing but a confirmation.
	 * @param object what it is done to
	 * @param effect what will happen
	 * @return the prompt
	 */
	public static ActionPrompt of(String object, String effect) {
		return new ActionPrompt(object, effect, List.of(), List.of(), null);
	}

	/**
	 * Ask which object is meant.
	 * @param names names of objects
	 * @return this prompt with the names
	 */
	public ActionPrompt withObjects(List<String> names) {
		return new ActionPrompt(this.object, this.effect, names, this.choices, this.range);
	}

	/**
	 * Ask for one of several choices.
	 * @param words the choices
	 * @return this prompt with the choices
	 */
	public ActionPrompt withChoices(List<String> words) {
		return new ActionPrompt(this.object, this.effect, this.objects, words, this.range);
	}

	/**
	 * Ask for a whole number.
	 * @param lowest the lowest that can be chosen
	 * @param highest the highest that can be chosen; the same to have a number confirmed
	 * @return this prompt with the range
	 */
	public ActionPrompt withNumber(long lowest, long highest) {
		return new ActionPrompt(this.object, this.effect, this.objects, this.choices, new Range(lowest, highest));
	}

	/**
	 * Whole numbers.
	 *
	 * @param lowest the lowest
	 * @param highest the highest
	 */
	@API(status = API.Status.EXPERIMENTAL, since = "0.1.0")
	public record Range(long lowest, long highest) {

	}

}
