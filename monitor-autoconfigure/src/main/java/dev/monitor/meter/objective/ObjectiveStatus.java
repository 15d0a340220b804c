package dev.monitor.meter.objective;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * {@link StatusSource} of the section {@code objectives}, since the start:
 * {@code availability} (the objective, 0 to 1), {@code requests}, {@code bad} (server
 * errors, and rejections with whatever status) and {@code budget_left}, the share of the
 * error budget that these requests have left: below 0 once the objective is missed.
 * Requests of low and bulk priority are rejected so that others are served: those that
 * were count neither as requests nor as bad. Adds up what is metered anyway. Thread-safe.
 */
public final class ObjectiveStatus implements StatusSource {

	/**
	 * A rejection with this status is among the server errors of the timer.
	 */
	private static final String SERVER_ERROR = "503";

	/**
	 * Priorities of requests that are rejected by intent.
	 */
	private static final Set<String> YIELDING = Set.of("low", "bulk");

	private final double availability;

	private final String timer;

	private final Supplier<List<MeterRegistry>> registries;

	/**
	 * Create the source.
	 * @param availability the share of requests that are to be answered, above 0 and
	 * below 1
	 * @param timer name of the timer of requests
	 * @param registries those that may have it: some have only a part of the meters, or
	 * forget what they have sent
	 */
	public ObjectiveStatus(double availability, String timer, Supplier<List<MeterRegistry>> registries) {
		this.availability = availability;
		this.timer = timer;
		this.registries = registries;
	}

	@Override
	public String name() {
		return "objectives";
	}

	@Override
	public StatusSection section() {
		Counts counts = this.registries.get()
			.stream()
			.map(this::count)
			.max(Comparator.comparingLong(Counts::requests).thenComparingLong(Counts::bad))
			.orElse(new Counts(0, 0));
		double allowed = (1 - this.availability) * counts.requests();
		return StatusSection.EMPTY.with("availability", this.availability)
			.with("requests", counts.requests())
			.with("bad", counts.bad())
			.with("budget_left", (counts.requests() > 0) ? 1 - counts.bad() / allowed : 1.0);
	}

	private Counts count(MeterRegistry registry) {
		double requests = 0;
		double bad = 0;
		for (Timer each : registry.find(this.timer).timers()) {
			requests += each.count();
			bad += "SERVER_ERROR".equals(each.getId().getTag("outcome")) ? each.count() : 0;
		}
		for (FunctionCounter each : registry.find("monitor.concurrency.rejected")
			.tag("mode", "enforce")
			.functionCounters()) {
			boolean counted = SERVER_ERROR.equals(each.getId().getTag("status"));
			if (isYielding(each.getId())) {
				requests -= each.count();
				bad -= counted ? each.count() : 0;
			}
			else {
				bad += counted ? 0 : each.count();
			}
		}
		// A rejection counts a moment before its request does.
		return new Counts(Math.max(0, (long) requests), Math.max(0, (long) bad));
	}

	private static boolean isYielding(Meter.Id meter) {
		String priority = meter.getTag("priority");
		return priority != null && YIELDING.contains(priority);
	}

	private record Counts(long requests, long bad) {

	}

}
