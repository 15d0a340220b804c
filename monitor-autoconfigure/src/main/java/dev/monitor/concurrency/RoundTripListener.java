package dev.monitor.concurrency;

import org.apiguardian.api.API;

/**
 * Hears of requests that were served. All beans of this type are called, in their order;
 * what one throws is only logged. Implementations are thread-safe and quick: they are
 * called on the thread that ended the request, after its permit was given back.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface RoundTripListener {

	/**
	 * Called when a request is over that tells how long serving takes.
	 * @param start when it got its permit, as {@link System#nanoTime()}
	 * @param inFlight permits taken at that moment, its own included
	 * @param dropped whether it ended in a timeout
	 */
	void completed(long start, int inFlight, boolean dropped);

}
