package dev.monitor.check.autoconfigure;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * Properties of everything that is checked in the background.
 */
public class CheckProperties {

	/**
	 * Time between checks while up.
	 */
	private @Nullable Duration interval;

	/**
	 * Time between checks after a failure and while down. Five seconds, or the interval
	 * if shorter, when nothing is set.
	 */
	private @Nullable Duration downInterval;

	/**
	 * Time one check may take, at most the interval. Two seconds for a dependency, ten
	 * for a health indicator, or the interval if shorter, when nothing is set.
	 */
	private @Nullable Duration timeout;

	public @Nullable Duration getInterval() {
		return this.interval;
	}

	public void setInterval(@Nullable Duration interval) {
		this.interval = interval;
	}

	public @Nullable Duration getDownInterval() {
		return this.downInterval;
	}

	public void setDownInterval(@Nullable Duration downInterval) {
		this.downInterval = downInterval;
	}

	public @Nullable Duration getTimeout() {
		return this.timeout;
	}

	public void setTimeout(@Nullable Duration timeout) {
		this.timeout = timeout;
	}

}
