package dev.monitor.delivery;

import java.util.Collection;

/**
 * An attempt that is under way. It is ended once, on the thread that began it unless it
 * was begun as one that may end on another.
 */
public interface OpenAttempt {

	/**
	 * End it: delivered.
	 */
	void succeeded();

	/**
	 * End it: not delivered.
	 * @param failure why
	 */
	void failed(Throwable failure);

	/**
	 * End it: not delivered, and nobody tries again but the job on this thread, if there
	 * is one.
	 * @param failure why
	 * @param each a failure for each delivery that it concerns
	 */
	void failedUnlessRetried(Throwable failure, Collection<? extends Throwable> each);

}
