package dev.monitor.status;

import java.util.List;

/**
 * Something that takes seconds to find out and is done only when somebody asks, one at a
 * time: a profile, a histogram.
 * <p>
 * Implementations are thread-safe, and no method waits: who starts it asks for its report
 * until that is there. Nothing is loaded and no thread exists before the first start.
 */
public interface Inspection {

	/**
	 * Return what is found out.
	 * @return a stable name, such as {@code profile}
	 */
	String name();

	/**
	 * Return the ways in which it can be found out.
	 * @return names for {@link #start}, at least one
	 */
	List<String> kinds();

	/**
	 * Begin, in the background. The report of the one before is forgotten.
	 * @param kind one of {@link #kinds()}
	 * @return whether it has begun; not while one is under way, nor for an unknown kind
	 */
	boolean start(String kind);

	/**
	 * End the one that is under way, and forget its report or the last one.
	 */
	void cancel();

	/**
	 * Return how far it is.
	 * @return the report
	 */
	InspectionReport report();

}
