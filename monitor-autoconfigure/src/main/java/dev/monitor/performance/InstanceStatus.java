package dev.monitor.performance;

import java.util.function.LongSupplier;

import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code instance}: {@code uptime}, in seconds.
 * Thread-safe.
 */
public final class InstanceStatus implements StatusSource {

	private final LongSupplier uptimeMillis;

	/**
	 * Create the source.
	 * @param uptimeMillis tells for how long the process has been running
	 */
	public InstanceStatus(LongSupplier uptimeMillis) {
		this.uptimeMillis = uptimeMillis;
	}

	@Override
	public String name() {
		return "instance";
	}

	@Override
	public StatusSection section() {
		return StatusSection.EMPTY.with("uptime", this.uptimeMillis.getAsLong() / 1000);
	}

}
