package dev.monitor.meter.cardinality;

import java.util.List;

import dev.monitor.CapturedLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link FoldedSeries} of a composite registry, as Spring Boot has one when
 * there are several.
 */
class FoldedSeriesTests {

	private final FoldedSeries folded = new FoldedSeries();

	private final CardinalityGuard guard = new CardinalityGuard(20, List.of(), this.folded);

	private final SimpleMeterRegistry leaf = leaf();

	private final CompositeMeterRegistry composite = new CompositeMeterRegistry();

	FoldedSeriesTests() {
		guard(this.composite, this.guard.ahead(List.of()));
		this.composite.add(this.leaf);
		this.folded.bindTo(this.composite);
	}

	@Test
	void metersThatTheRegistriesDenyAreNotReported() {
		this.leaf.config().meterFilter(MeterFilter.denyNameStartsWith("unwanted"));
		try (CapturedLog log = new CapturedLog(FoldedSeries.class)) {
			for (int i = 0; i < 100; i++) {
				this.composite.counter("unwanted.counter", "id", "" + i).increment();
				Gauge.builder("unwanted.gauge", () -> 1).tag("id", "" + i).register(this.composite);
				FunctionCounter.builder("unwanted.function", this, (test) -> 1)
					.tag("id", "" + i)
					.register(this.composite);
			}
			assertThat(log.lines()).isEmpty();
		}
		assertThat(this.folded.total("unwanted.counter")).isZero();
		assertThat(this.folded.total("unwanted.gauge")).isZero();
		assertThat(this.folded.total("unwanted.function")).isZero();
	}

	@Test
	void whatIsLeftOutOrFoldedIsCountedOnce() {
		for (int i = 0; i < 100; i++) {
			this.composite.counter("counter", "id", "" + i).increment();
			Gauge.builder("gauge", () -> 1).tag("id", "" + i).register(this.composite);
		}
		assertThat(count(this.leaf, "counter")).isEqualTo(83);
		assertThat(count(this.leaf, "gauge")).isEqualTo(83);
	}

	@Test
	void aRegistryThatTheCompositeIsGivenLaterHasTheCounts() {
		for (int i = 0; i < 50; i++) {
			this.composite.counter("early", "id", "" + i).increment();
		}
		SimpleMeterRegistry later = leaf();
		this.composite.add(later);
		assertThat(count(later, "early")).isEqualTo(33);
		for (int i = 50; i < 100; i++) {
			this.composite.counter("early", "id", "" + i).increment();
			this.composite.counter("late", "id", "" + i).increment();
		}
		for (MeterRegistry each : List.of(this.leaf, later, this.composite)) {
			assertThat(count(each, "early")).isEqualTo(83);
			assertThat(count(each, "late")).isEqualTo(33);
		}
		assertThat(later.get("late").counters().stream().mapToDouble(Counter::count).sum()).isEqualTo(50);
	}

	private SimpleMeterRegistry leaf() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		guard(registry, this.guard);
		return registry;
	}

	private static void guard(MeterRegistry registry, CardinalityGuard guard) {
		registry.config().meterFilter(guard).onMeterAdded(guard::added).onMeterRemoved(guard::removed);
	}

	private static double count(MeterRegistry registry, String meter) {
		return registry.get("monitor.metrics.folded").tag("meter", meter).functionCounter().count();
	}

}
