package dev.monitor.warmup;

import org.apiguardian.api.API;

/**
 * Something to do before the instance takes traffic, such as filling a cache. A bean of
 * this type joins the warmup.
 * <p>
 * A task runs on warmup's own thread, never twice at once. It is interrupted when the
 * time for the whole warmup is over or the application stops; one that fails may be run
 * again later.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public interface WarmupTask {

	/**
	 * Return the name: unique, stable, fit for a metric tag.
	 * @return the name
	 */
	String name();

	/**
	 * Return the place among the tasks; lower runs first, equal ones in no certain order.
	 * @return the place
	 */
	default int order() {
		return 0;
	}

	/**
	 * Tell whether the instance may not take traffic without this task's success.
	 * @return {@code false} if a failure is only logged
	 */
	default boolean required() {
		return true;
	}

	/**
	 * Do the work; to return is success.
	 * @param progress tells how far the work is; using it is optional
	 * @throws Exception if it failed
	 */
	void run(WarmupProgress progress) throws Exception;

}
