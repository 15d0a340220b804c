package dev.monitor.benchmarks.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.meter.cardinality.CardinalityGuard;
import dev.monitor.meter.cardinality.FoldedSeries;
import dev.monitor.meter.cardinality.TagLimit;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A timer looked up by its tags and recorded, as Boot does for each request. The last one
 * is for a path that is new each time, in a registry that has no place for it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 10, time = 100, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 40, time = 100, timeUnit = TimeUnit.MILLISECONDS)
public class MeterBenchmark {

	private static final int MOST_URIS = 99;

	private final MeterRegistry bare = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

	private final MeterRegistry monitor = guarded();

	private final MeterRegistry full = guarded();

	private int next;

	public MeterBenchmark() {
		for (int i = 0; i <= MOST_URIS; i++) {
			record(this.full, "/" + i);
		}
	}

	@Benchmark
	public void bare() {
		record(this.bare, "/orders");
	}

	@Benchmark
	public void monitor() {
		record(this.monitor, "/orders");
	}

	@Benchmark
	public void monitorWithoutAPlace() {
		record(this.full, "/new/" + this.next++);
	}

	private static void record(MeterRegistry registry, String uri) {
		Timer.builder("http.server.requests")
			.tags("method", "GET", "uri", uri, "status", "200", "outcome", "SUCCESS", "exception", "none", "error",
					"none")
			.register(registry)
			.record(1, TimeUnit.MILLISECONDS);
	}

	private static MeterRegistry guarded() {
		FoldedSeries folded = new FoldedSeries();
		CardinalityGuard guard = new CardinalityGuard(1000,
				List.of(new TagLimit("http.server.requests", "uri", MOST_URIS)), folded);
		MeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.config()
			.meterFilter(MeterFilter.commonTags(Tags.of("application", "orders")))
			.meterFilter(guard)
			.onMeterAdded(guard::added)
			.onMeterRemoved(guard::removed);
		folded.bindTo(registry);
		return registry;
	}

}
