package dev.monitor.warmup;

import java.time.Duration;

/**
 * Hears about each run of a task when it ends. Called on warmup's thread; what it throws
 * is logged and changes nothing.
 */
@FunctionalInterface
public interface WarmupListener {

	WarmupListener NONE = (task, outcome, duration) -> {
	};

	void taskEnded(String task, WarmupReport.Outcome outcome, Duration duration);

}
