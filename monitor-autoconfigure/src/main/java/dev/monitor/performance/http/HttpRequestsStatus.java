package dev.monitor.performance.http;

import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * {@link StatusSource} of the section {@code http}, since the start: {@code requests},
 * {@code errors} (answers with a status of 500 or more, rejections with 503 among them)
 * and {@code rejected} (for want of a permit). Adds up what is metered anyway.
 * Thread-safe.
 */
public final class HttpRequestsStatus implements StatusSource {

	private final String timer;

	private final Supplier<List<MeterRegistry>> registries;

	/**
	 * Create the source.
	 * @param timer name of the timer of requests
	 * @param registries those that may have it: some have only a part of the meters, or
	 * forget what they have sent
	 */
	public HttpRequestsStatus(String timer, Supplier<List<MeterRegistry>> registries) {
		this.timer = timer;
		this.registries = registries;
	}

	@Override
	public String name() {
		return "http";
	}

	@Override
	public StatusSection section() {
		Counts counts = this.registries.get()
			.stream()
			.map(this::count)
			.max(Comparator.comparingLong(Counts::requests).thenComparingLong(Counts::rejected))
			.orElse(new Counts(0, 0, 0));
		return StatusSection.EMPTY.with("requests", counts.requests())
			.with("errors", counts.errors())
			.with("rejected", counts.rejected());
	}

	private Counts count(MeterRegistry registry) {
		long requests = 0;
		long errors = 0;
		for (Timer timer : registry.find(this.timer).timers()) {
			requests += timer.count();
			errors += "SERVER_ERROR".equals(timer.getId().getTag("outcome")) ? timer.count() : 0;
		}
		double rejected = registry.find("monitor.concurrency.rejected")
			.tag("mode", "enforce")
			.functionCounters()
			.stream()
			.mapToDouble(FunctionCounter::count)
			.sum();
		return new Counts(requests, errors, (long) rejected);
	}

	private record Counts(long requests, long errors, long rejected) {

	}

}
