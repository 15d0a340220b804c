package dev.monitor.scrape;

import org.apiguardian.api.API;

/**
 * Hears of each rendering of the metrics. All beans of this type are called, in order.
 * Implementations are thread-safe.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface ScrapeListener {

	/**
	 * Called when the metrics were rendered.
	 * @param format a short name of the output format
	 * @param nanos how long it took, in nanoseconds
	 * @param bytes how many bytes came out
	 */
	void rendered(String format, long nanos, long bytes);

}
