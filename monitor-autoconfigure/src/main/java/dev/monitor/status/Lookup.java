package dev.monitor.status;

import java.util.List;

/**
 * Looks up for a person what is not in memory: a page of a long list, all about one of
 * its things. It may be asked of a store that does not answer, or of code of the
 * application.
 * <p>
 * Implementations are thread-safe. What may take long is done on a thread of theirs and
 * given up after 2 seconds; whoever asks waits a quarter of a second at most, and asks
 * again while the answer is {@link DiagnosticAnswer.State#RUNNING running}.
 */
public interface Lookup {

	/**
	 * Return what is looked up.
	 * @return a stable name, such as {@code jobs}
	 */
	String name();

	/**
	 * Look something up. Each answer is given once.
	 * @param selection what, as somebody sent it
	 * @param showValues whether values that may be private are shown
	 * @return the answer, or that it is to come
	 */
	LookupAnswer ask(String selection, boolean showValues);

	/**
	 * Return what operators may have done to the rows of its answers.
	 * @return the actions, always the same
	 */
	List<Action> actions();

}
