package dev.monitor.port.metrics;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;

import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MockClock;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.logging.LoggingMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Tests for {@link MetricsCommand}.
 */
class MetricsCommandTests {

	private final MeterRegistry registry = new SimpleMeterRegistry(SimpleConfig.DEFAULT, new MockClock());

	@Test
	void linesAreSortedByNameAndTags() {
		this.registry.counter("orders.placed", "shop", "b").increment();
		this.registry.counter("orders.placed", "shop", "a", "kind", "new").increment(2.5);
		Gauge.builder("heap.used", () -> 12_345_678_901.0).register(this.registry);
		assertThat(run()).isEqualTo("""
				heap.used 12345678901
				orders.placed{kind="new",shop="a"} 2.5
				orders.placed{shop="b"} 1
				""");
	}

	@Test
	void aMeterOfSeveralValuesHasALineForEachStatistic() {
		this.registry.timer("http", "uri", "/").record(Duration.ofMillis(1500));
		this.registry.summary("size").record(3);
		LongTaskTimer.builder("jobs").register(this.registry).start();
		this.registry.more().timer("calls", List.of(), this, (self) -> 4, (self) -> 2, TimeUnit.SECONDS);
		assertThat(run()).isEqualTo("""
				calls.count 4
				calls.total 2
				http.count{uri="/"} 1
				http.max{uri="/"} 1.5
				http.total{uri="/"} 1.5
				jobs.active 1
				jobs.duration 0
				jobs.max 0
				size.count 1
				size.max 3
				size.total 3
				""");
	}

	@Test
	void thePrefixIsOfTheNameOfTheMeter() {
		this.registry.timer("http.server");
		this.registry.counter("http.client");
		this.registry.counter("my http");
		assertThat(run("http.server")).isEqualTo("http.server.count 0\nhttp.server.max 0\nhttp.server.total 0\n");
		assertThat(run("http.c")).isEqualTo("http.client 0\n");
		assertThat(run("my%20")).isEqualTo("my%20http 0\n");
	}

	@Test
	void tagsAreQuotedAsInJson() {
		this.registry.counter("strange", "a b", "say \"hi\"\\\r\n\u0000 \u00fc").increment();
		assertThat(run()).isEqualTo("strange{a%20b=\"say \\\"hi\\\"\\\\\\r\\n\\u0000 \u00fc\"} 1\n");
	}

	@Test
	void whatHasNoValueHasNoLine() {
		Gauge.builder("unknown", () -> Double.NaN).register(this.registry);
		Gauge.builder("endless", () -> Double.POSITIVE_INFINITY).register(this.registry);
		Gauge.builder("failing", () -> {
			throw new IllegalStateException("no");
		}).register(this.registry);
		DoubleSupplier failing = () -> {
			throw new IllegalStateException("no");
		};
		DoubleSupplier one = () -> 1;
		Meter
			.builder("half", Meter.Type.OTHER,
					List.of(new Measurement(failing, Statistic.VALUE), new Measurement(one, Statistic.MAX)))
			.register(this.registry);
		Meter.builder("odd", Meter.Type.OTHER, () -> {
			throw new IllegalStateException("no");
		}).register(this.registry);
		this.registry.counter("there");
		assertThat(run()).isEqualTo("half.max 1\nthere 0\n");
	}

	@Test
	void theRegistryWithAllMetersIsRead() {
		MeterRegistry few = new SimpleMeterRegistry();
		few.counter("a").increment(7);
		MeterRegistry pushed = new LoggingMeterRegistry((key) -> key.endsWith("enabled") ? "false" : null,
				Clock.SYSTEM);
		CompositeMeterRegistry all = new CompositeMeterRegistry(Clock.SYSTEM, List.of(pushed, few, this.registry));
		all.counter("a").increment();
		this.registry.counter("b");
		pushed.counter("c");
		pushed.counter("d");
		assertThat(new MetricsCommand(() -> List.of(all, pushed, few, this.registry)).run(List.of()))
			.isEqualTo("a 1\nb 0\n");
		assertThat(new MetricsCommand(() -> List.of(pushed)).run(List.of())).contains("c 0\n");
	}

	@Test
	void whatIsWrongIsTold() {
		assertThatIllegalArgumentException().isThrownBy(() -> new MetricsCommand(List::of).run(List.of()))
			.withMessage("There is no meter registry");
		assertThatIllegalArgumentException().isThrownBy(this::run).withMessage("There is no meter with a value");
		this.registry.counter("a");
		assertThatIllegalArgumentException().isThrownBy(() -> run("x"))
			.withMessage("There is no meter with a value whose name begins with 'x'");
		assertThatIllegalArgumentException().isThrownBy(() -> run("a", "b")).withMessage("metrics takes [prefix] only");
	}

	private String run(String... arguments) {
		return new MetricsCommand(() -> List.of(this.registry)).run(List.of(arguments));
	}

}
