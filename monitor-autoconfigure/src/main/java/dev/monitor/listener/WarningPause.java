package dev.monitor.listener;

import java.time.Duration;

/**
 * A minute between one warning and the next about the same thing. Used by one thread.
 */
final class WarningPause {

	private static final long LENGTH = Duration.ofMinutes(1).toNanos();

	private boolean warned;

	private long lastWarning;

	/**
	 * Tell whether to warn, after which the pause begins.
	 * @param now the time in nanoseconds
	 */
	boolean isOver(long now) {
		if (this.warned && now - this.lastWarning < LENGTH) {
			return false;
		}
		this.warned = true;
		this.lastWarning = now;
		return true;
	}

}
