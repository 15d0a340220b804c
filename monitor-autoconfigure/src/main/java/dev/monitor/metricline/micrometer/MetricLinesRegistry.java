package dev.monitor.metricline.micrometer;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

import dev.monitor.metricline.MetricLimits;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.distribution.pause.PauseDetector;
import io.micrometer.core.instrument.internal.DefaultGauge;
import io.micrometer.core.instrument.internal.DefaultLongTaskTimer;
import io.micrometer.core.instrument.internal.DefaultMeter;
import org.jspecify.annotations.Nullable;

/**
 * {@link MeterRegistry} of the meters that metric lines tell of, and of no others. Totals
 * go on counting as in any registry; timers and summaries also keep each interval apart.
 * Holds {@value MetricLimits#MOST_METERS} meters at most; one that goes makes place.
 * Thread-safe.
 */
public final class MetricLinesRegistry extends MeterRegistry {

	/**
	 * The same as in the registries of Spring Boot's applications, since whoever reads a
	 * composite may see any of them.
	 */
	static final TimeUnit BASE_TIME_UNIT = TimeUnit.SECONDS;

	/**
	 * In which lines tell times.
	 */
	static final TimeUnit LINE_TIME_UNIT = TimeUnit.MILLISECONDS;

	static final String LINE_TIME_UNIT_SYMBOL = "ms";

	private final AtomicInteger held = new AtomicInteger();

	/**
	 * Meters that had no place; of as many as there are places.
	 */
	private final Set<Meter.Id> refused = ConcurrentHashMap.newKeySet();

	/**
	 * Create the registry.
	 * @param clock tells the time to timers
	 * @param included tells by its name whether a meter is wanted
	 */
	public MetricLinesRegistry(Clock clock, Predicate<String> included) {
		super(clock);
		config().meterFilter(MeterFilter.denyUnless((id) -> included.test(id.getName())))
			.meterFilter(MeterFilter.deny(this::refuses))
			.onMeterAdded((meter) -> this.held.incrementAndGet())
			.onMeterRemoved((meter) -> this.held.decrementAndGet());
	}

	private boolean refuses(Meter.Id id) {
		if (this.held.get() < MetricLimits.MOST_METERS) {
			return false;
		}
		if (this.refused.size() < MetricLimits.MOST_METERS) {
			this.refused.add(id);
		}
		return true;
	}

	/**
	 * Return how many meters have found no place since the last call.
	 * @return meters, as many as there are places at most
	 */
	int takeRefused() {
		int count = this.refused.size();
		this.refused.clear();
		return count;
	}

	@Override
	protected <T> Gauge newGauge(Meter.Id id, @Nullable T target, ToDoubleFunction<T> value) {
		return new DefaultGauge<>(id, target, value);
	}

	@Override
	protected Counter newCounter(Meter.Id id) {
		return new IntervalCounter(id);
	}

	@Override
	protected Timer newTimer(Meter.Id id, DistributionStatisticConfig config, PauseDetector pauseDetector) {
		return new IntervalTimer(id, this.clock, pauseDetector);
	}

	@Override
	protected DistributionSummary newDistributionSummary(Meter.Id id, DistributionStatisticConfig config,
			double scale) {
		return new IntervalSummary(id, this.clock, scale);
	}

	@Override
	protected LongTaskTimer newLongTaskTimer(Meter.Id id, DistributionStatisticConfig config) {
		return new DefaultLongTaskTimer(id, this.clock, BASE_TIME_UNIT, DistributionStatisticConfig.DEFAULT, false);
	}

	@Override
	protected <T> FunctionCounter newFunctionCounter(Meter.Id id, T target, ToDoubleFunction<T> count) {
		return new IntervalFunctionCounter<>(id, target, count);
	}

	@Override
	protected <T> FunctionTimer newFunctionTimer(Meter.Id id, T target, ToLongFunction<T> count,
			ToDoubleFunction<T> totalTime, TimeUnit unit) {
		return new IntervalFunctionTimer<>(id, target, count, totalTime, unit);
	}

	@Override
	protected Meter newMeter(Meter.Id id, Meter.Type type, Iterable<Measurement> measurements) {
		return new DefaultMeter(id, type, measurements);
	}

	@Override
	protected TimeUnit getBaseTimeUnit() {
		return BASE_TIME_UNIT;
	}

	@Override
	protected DistributionStatisticConfig defaultHistogramConfig() {
		return DistributionStatisticConfig.DEFAULT;
	}

}
