package dev.monitor.sample.stock;

import dev.monitor.check.CheckState;
import dev.monitor.dependency.DependencyListener;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * Counts the outages of the stock service.
 */
@Component
class StockOutages implements DependencyListener {

	private final MeterRegistry meters;

	StockOutages(MeterRegistry meters) {
		this.meters = meters;
	}

	@Override
	public void onChange(String dependency, CheckState before, CheckState after) {
		if (dependency.equals("stock") && !after.isUp()) {
			this.meters.counter("stock.outages").increment();
		}
	}

}
