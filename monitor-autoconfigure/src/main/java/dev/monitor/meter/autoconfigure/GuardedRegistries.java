package dev.monitor.meter.autoconfigure;

import java.util.function.Supplier;

import dev.monitor.meter.cardinality.CardinalityGuard;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.springframework.boot.micrometer.metrics.autoconfigure.MeterRegistryCustomizer;

/**
 * {@link MeterRegistryCustomizer} that tells the guard which meters there are. Spring
 * Boot gives its composite registry none of the filters, so that gets a guard of its own.
 */
final class GuardedRegistries implements MeterRegistryCustomizer<MeterRegistry> {

	private final CardinalityGuard guard;

	private final Supplier<CardinalityGuard> composite;

	/**
	 * Create the customizer.
	 * @param guard filter of all registries but composites
	 * @param composite makes a guard for a composite
	 */
	GuardedRegistries(CardinalityGuard guard, Supplier<CardinalityGuard> composite) {
		this.guard = guard;
		this.composite = composite;
	}

	@Override
	public void customize(MeterRegistry registry) {
		if (registry instanceof CompositeMeterRegistry) {
			CardinalityGuard own = this.composite.get();
			registry.config().meterFilter(own);
			listen(registry, own);
		}
		else {
			listen(registry, this.guard);
		}
	}

	private static void listen(MeterRegistry registry, CardinalityGuard guard) {
		registry.config().onMeterAdded(guard::added).onMeterRemoved(guard::removed);
	}

}
