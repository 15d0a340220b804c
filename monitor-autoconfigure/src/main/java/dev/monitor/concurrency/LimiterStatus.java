package dev.monitor.concurrency;

import java.util.LinkedHashMap;
import java.util.Map;

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
		Map<String, Number> numbers = new LinkedHashMap<>();
		numbers.put("limit", this.limiter.limit());
		numbers.put("active", this.limiter.active());
		numbers.put("waiting", this.limiter.waiting());
		return StatusSection.ofNumbers(numbers);
	}

}
