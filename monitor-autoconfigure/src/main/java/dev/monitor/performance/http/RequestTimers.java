package dev.monitor.performance.http;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * The timers of requests. Of several registries those of the one that has counted most
 * are believed: others have only a part of the meters, or forget what they have sent.
 *
 * @param name name of the timers
 * @param registries those that may have them
 */
record RequestTimers(String name, Supplier<List<MeterRegistry>> registries) {

	Collection<Timer> all() {
		Collection<Timer> most = List.of();
		long highest = -1;
		for (MeterRegistry registry : this.registries.get()) {
			Collection<Timer> timers = registry.find(this.name).timers();
			long count = timers.stream().mapToLong(Timer::count).sum();
			if (count > highest) {
				most = timers;
				highest = count;
			}
		}
		return new ArrayList<>(most);
	}

}
