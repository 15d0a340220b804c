package dev.monitor.warmup;

import java.time.Duration;

import org.apiguardian.api.API;

/**
 * Hears about each run of a task when it ends. All beans of this type are called, in
 * their order, on warmup's thread; what one throws is logged and changes nothing.
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
@FunctionalInterface
public interface WarmupListener {

	/**
	 * A run of a task ended.
	 * @param task name of the task
	 * @param outcome how it ended
	 * @param duration how long it took
	 */
	void taskEnded(String task, WarmupOutcome outcome, Duration duration);

}
