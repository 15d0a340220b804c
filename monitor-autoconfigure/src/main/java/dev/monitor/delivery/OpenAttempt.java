package dev.monitor.delivery;

/**
 * An attempt that is under way. It is ended once, on the thread that began it.
 */
public interface OpenAttempt {

	/**
	 * Tell whether it counts for itself, and not as a part of another one.
	 * @return whether it does
	 */
	boolean isOutermost();

	/**
	 * End it: delivered.
	 */
	void succeeded();

	/**
	 * End it: not delivered.
	 * @param failure why
	 */
	void failed(Throwable failure);

}
