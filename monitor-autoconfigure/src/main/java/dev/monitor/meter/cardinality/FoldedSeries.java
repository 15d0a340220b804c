package dev.monitor.meter.cardinality;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link MeterBinder} for {@code monitor.metrics.folded}, tag {@code meter}: how often a
 * series was asked for that has no place. The counter of a meter is there, at 0, before
 * the meter runs out of places, so that the first time is an increase. Thread-safe.
 */
public final class FoldedSeries implements MeterBinder {

	private static final Logger logger = LoggerFactory.getLogger(FoldedSeries.class);

	private final Map<String, Count> counts = new ConcurrentHashMap<>();

	private final Set<String> ahead = ConcurrentHashMap.newKeySet();

	private final List<MeterRegistry> registries = new CopyOnWriteArrayList<>();

	@Override
	public void bindTo(MeterRegistry registry) {
		this.registries.add(registry);
		for (Count count : this.counts.values()) {
			count.register(registry);
		}
	}

	/**
	 * Show the count of a meter from now on, in the registries that are behind composites
	 * by now. Must not be called while a registry is locked, unless it is a composite.
	 */
	void watch(String meter) {
		Count count = new Count(meter, new LongAdder());
		if (this.counts.putIfAbsent(meter, count) == null) {
			for (MeterRegistry registry : this.registries) {
				registerBehind(registry, count);
			}
		}
	}

	/**
	 * Show the count of a meter from now on, also in registries that a composite is given
	 * later. Must not be called while a registry is locked.
	 */
	void watchAhead(String meter) {
		if (this.ahead.add(meter)) {
			Count count = this.counts.computeIfAbsent(meter, (name) -> new Count(name, new LongAdder()));
			this.registries.forEach(count::register);
		}
	}

	/**
	 * A composite waits forever for itself when it is given a meter while it hands
	 * another one on, which is when its registries ask their filters.
	 */
	private static void registerBehind(MeterRegistry registry, Count count) {
		if (registry instanceof CompositeMeterRegistry composite) {
			composite.getRegistries().forEach((each) -> registerBehind(each, count));
		}
		else {
			count.register(registry);
		}
	}

	void count(String meter) {
		Count count = this.counts.computeIfAbsent(meter, (name) -> new Count(name, new LongAdder()));
		if (count.folded().sum() == 0) {
			logger.warn("Meter '{}' has too many tag sets; what further ones count goes to '{}', and further gauges "
					+ "are left out (monitor.metrics.max-series)", meter, Folding.OTHER);
		}
		count.folded().increment();
	}

	/**
	 * Return how often a series of the meter had no place.
	 */
	long total(String meter) {
		Count count = this.counts.get(meter);
		return (count != null) ? count.folded().sum() : 0;
	}

	private record Count(String meter, LongAdder folded) {

		void register(MeterRegistry registry) {
			FunctionCounter.builder("monitor.metrics.folded", this.folded, LongAdder::sum)
				.description("Times that a series without a place was asked for")
				.tag("meter", this.meter)
				.register(registry);
		}

	}

}
