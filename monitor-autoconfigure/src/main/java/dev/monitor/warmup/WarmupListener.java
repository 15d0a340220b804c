package dev.monitor.warmup;

import java.time.Duration;

/**
 * Hears about each run of a task when it ends. All beans of this type are told, in their
 * order, on warmup's thread; what one throws is logged and changes nothing.
 */
@FunctionalInterface
public interface WarmupListener {

	/**
	 * A run of a task ended.
	 * @param task name of the task
	 * @param outcome how it ended
	 * @param duration how long it took
	 */
	void taskEnded(String task, WarmupReport.Outcome outcome, Duration duration);

}
