package dev.monitor.concurrency;

import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;

/**
 * {@link StatusSource} of the section {@code concurrency}: {@code limit}, {@code active}
 * and {@code waiting} requests. Thread-safe.
 */
public final class LimiterStatus implements StatusSource {

	private final ConcurrencyLimiter limiter;

	public LimiterStatus(ConcurrencyLimiter limiter) {
		this.limiter = limiter;
	}

	@Override
	public String name() {
		return "concurrency";
	}

	@Override
	public StatusSection section() {
		return StatusSection.EMPTY.with("limit", this.limiter.limit())
			.with("active", this.limiter.active())
			.with("waiting", this.limiter.waiting());
	}

}
