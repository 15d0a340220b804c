package dev.monitor.concurrency;

import org.apiguardian.api.API;

/**
 * Hears how long requests waited. All beans of this type are called, in their order; what
 * one throws is only logged. Implementations are thread-safe and quick: they are called
 * on the thread of the request.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface WaitListener {

	/**
	 * Called when a wait is over. Requests that got a permit at once, or were not let
	 * into the queue, did not wait.
	 * @param admission how it ended
	 * @param nanos how long it lasted, in nanoseconds
	 */
	void waited(Admission admission, long nanos);

}
