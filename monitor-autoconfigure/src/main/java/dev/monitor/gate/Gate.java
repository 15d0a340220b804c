package dev.monitor.gate;

import org.apiguardian.api.API;

/**
 * A named yes or no with a reason: whether the application may receive traffic, seen from
 * one side. Whatever reports readiness reads gates; nothing else decides it.
 * <p>
 * Implementations are thread-safe. One whose methods are memory reads, which never block,
 * do I/O or throw, is marked as {@link InMemory} and asked by its readers. Any other is
 * asked in the background, one call at a time, so that a change is seen a moment later.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface Gate {

	/**
	 * Return the name: lower case, stable, unique in the application, fit for a metric
	 * tag.
	 * @return the name
	 */
	String name();

	/**
	 * Return the verdict as of now. An age or a deadline that decides it is looked at
	 * here, by the reader, so that a stuck writer cannot keep a gate open.
	 * @return the verdict
	 */
	Verdict verdict();

}
