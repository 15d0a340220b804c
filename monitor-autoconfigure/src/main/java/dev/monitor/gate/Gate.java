package dev.monitor.gate;

import org.apiguardian.api.API;

/**
 * A named yes or no with a reason: whether the application may receive traffic, seen from
 * one side. Whatever reports readiness reads gates; nothing else decides it.
 * <p>
 * Implementations are thread-safe, and both methods are memory reads: they never block,
 * do I/O or throw.
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
