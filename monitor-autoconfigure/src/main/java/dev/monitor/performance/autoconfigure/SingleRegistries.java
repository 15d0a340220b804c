package dev.monitor.performance.autoconfigure;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;

import org.springframework.beans.factory.ObjectProvider;

/**
 * The registries that have meters of their own.
 *
 * @param all all registries
 */
record SingleRegistries(ObjectProvider<MeterRegistry> all) implements Supplier<List<MeterRegistry>> {

	@Override
	public List<MeterRegistry> get() {
		return this.all.stream().filter((each) -> !(each instanceof CompositeMeterRegistry)).toList();
	}

}
