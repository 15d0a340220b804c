package dev.monitor.performance.http;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * {@link StatusSource} of the section {@code request_times}: how many requests since the
 * start were answered within a time, {@code count}, a row for each such time, shortest
 * first, named by its seconds. No rows where the timer has no buckets. Thread-safe.
 */
public final class RequestTimesStatus implements StatusSource {

	private final RequestTimers timers;

	/**
	 * Create the source.
	 * @param timer name of the timer of requests
	 * @param registries those that may have it
	 */
	public RequestTimesStatus(String timer, Supplier<List<MeterRegistry>> registries) {
		this.timers = new RequestTimers(timer, registries);
	}

	@Override
	public String name() {
		return "request_times";
	}

	@Override
	public StatusSection section() {
		Buckets buckets = new Buckets();
		this.timers.all().forEach(buckets::add);
		List<StatusRow> rows = new ArrayList<>();
		buckets.counts()
			.forEach((bound, count) -> rows.add(StatusRow.of(bound.toString()).with("count", count.longValue())));
		return StatusSection.EMPTY.with(rows);
	}

}
