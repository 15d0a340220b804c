package dev.monitor.logging.metrics;

import java.util.function.LongSupplier;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

/**
 * {@link MeterBinder} for the counter {@code monitor.log.lost}: lines that standard
 * output did not take.
 */
public final class LogMetrics implements MeterBinder {

	private final LongSupplier lost;

	/**
	 * Create the meter.
	 * @param lost how many lines are lost so far
	 */
	public LogMetrics(LongSupplier lost) {
		this.lost = lost;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		FunctionCounter.builder("monitor.log.lost", this.lost, LongSupplier::getAsLong)
			.description("Log lines that standard output did not take")
			.register(registry);
	}

}
