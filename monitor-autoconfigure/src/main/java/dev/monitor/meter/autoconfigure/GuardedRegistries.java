package dev.monitor.meter.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import dev.monitor.meter.cardinality.CardinalityGuard;
import dev.monitor.meter.cardinality.FoldedSeries;
import dev.monitor.meter.cardinality.TagLimit;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;

import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;

/**
 * Last filter of all registries, {@link MeterRegistryCustomizer} that tells the guard
 * which meters there are, and {@link MeterBinder} for what the guard folds. Spring Boot
 * gives its composite registry none of the filters, so that gets a guard of its own.
 */
final class GuardedRegistries implements MeterFilter, MeterRegistryCustomizer<MeterRegistry>, MeterBinder {

	private final List<MeterFilter> labels;

	private final FoldedSeries folded;

	private final CardinalityGuard guard;

	private final Supplier<List<TagLimit>> tagLimits;

	/**
	 * Create the filter.
	 * @param labels change the labels of a meter ahead of the guard
	 * @param maxSeries most series with one name
	 * @param tagLimits makes the limits of single tags, for each guard its own
	 */
	GuardedRegistries(List<MeterFilter> labels, int maxSeries, Supplier<List<TagLimit>> tagLimits) {
		this.labels = labels;
		this.folded = new FoldedSeries();
		this.guard = new CardinalityGuard(maxSeries, tagLimits.get(), this.folded);
		this.tagLimits = tagLimits;
	}

	@Override
	public Meter.Id map(Meter.Id id) {
		Meter.Id labelled = id;
		for (MeterFilter filter : this.labels) {
			labelled = filter.map(labelled);
		}
		return this.guard.map(labelled);
	}

	@Override
	public MeterFilterReply accept(Meter.Id id) {
		return this.guard.accept(id);
	}

	@Override
	public void customize(MeterRegistry registry) {
		if (registry instanceof CompositeMeterRegistry) {
			CardinalityGuard own = this.guard.ahead(this.tagLimits.get());
			registry.config().meterFilter(own);
			listen(registry, own);
		}
		if (!isSpringBoots(registry)) {
			listen(registry, this.guard);
		}
	}

	/**
	 * Tell whether this is Spring Boot's composite. One of the user has the filters, and
	 * registries that may have none.
	 */
	private static boolean isSpringBoots(MeterRegistry registry) {
		return registry.getClass().getName().startsWith("org.springframework.boot.");
	}

	private static void listen(MeterRegistry registry, CardinalityGuard guard) {
		registry.config().onMeterAdded(guard::added).onMeterRemoved(guard::removed);
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		this.folded.bindTo(registry);
	}

}
