package dev.monitor.meter.cardinality;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;

import org.springframework.boot.micrometer.metrics.MaximumAllowableTagsMeterFilter;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Eight threads that make up paths, hosts and names for {@link CardinalityGuard}.
 */
class CardinalityAttackTests {

	private static final int THREADS = 8;

	private static final int VALUES = 10_000;

	private static final int MAX = 1000;

	private final FoldedSeries folded = new FoldedSeries();

	@Test
	void seriesStayUnderTheCapAndSumsAreExact() throws Exception {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		registry.throwExceptionOnRegistrationFailure();
		CardinalityGuard guard = guard(registry);
		attack(registry);
		assertSumsAreExact(registry);
		assertThat(guard.size()).isLessThanOrEqualTo(registry.getMeters().size());
		assertThat(this.folded.total("attack.counter")).isGreaterThan(THREADS * (VALUES - MAX));
		assertThat(registry.scrape().lines().filter((line) -> line.startsWith("attack_counter_total{")).count())
			.isLessThanOrEqualTo(MAX);
	}

	@Test
	void aCompositeIsBoundedItselfAndLosesNothing() throws Exception {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		CardinalityGuard guard = guard(composite);
		SimpleMeterRegistry leaf = new SimpleMeterRegistry();
		guard(leaf);
		composite.add(leaf);
		attack(composite);
		assertSumsAreExact(leaf);
		assertThat(attacked(composite)).isEqualTo(attacked(leaf));
		assertThat(guard.size()).isLessThanOrEqualTo(composite.getMeters().size());
	}

	/**
	 * Without the guard each round would keep some ten megabytes.
	 */
	@Test
	void theHeapStaysFlat() throws Exception {
		PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
		CardinalityGuard guard = guard(registry);
		attack(registry, "first");
		long before = usedHeap();
		for (int round = 0; round < 5; round++) {
			attack(registry, "round" + round);
		}
		assertThat(usedHeap() - before).isLessThan(20_000_000);
		assertThat(guard.size()).isLessThanOrEqualTo(registry.getMeters().size());
	}

	private static long usedHeap() {
		MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
		memory.gc();
		return memory.getHeapMemoryUsage().getUsed();
	}

	private CardinalityGuard guard(MeterRegistry registry) {
		CardinalityGuard guard = new CardinalityGuard(MAX, List.of(new TagLimit("attack.request", "uri", 99)),
				this.folded);
		registry.config()
			.meterFilter(new MaximumAllowableTagsMeterFilter("attack.request", "uri", 100))
			.meterFilter(guard)
			.onMeterAdded(guard::added)
			.onMeterRemoved(guard::removed);
		this.folded.bindTo(registry);
		return guard;
	}

	private static void attack(MeterRegistry registry) throws Exception {
		attack(registry, "v");
	}

	private static void attack(MeterRegistry registry, String prefix) throws Exception {
		ExecutorService threads = Executors.newFixedThreadPool(THREADS);
		AtomicInteger seed = new AtomicInteger();
		List<Future<?>> attacks = new ArrayList<>();
		for (int thread = 0; thread < THREADS; thread++) {
			attacks.add(threads.submit(() -> attack(registry, prefix, seed.getAndIncrement())));
		}
		threads.shutdown();
		for (Future<?> each : attacks) {
			each.get(120, TimeUnit.SECONDS);
		}
	}

	private static void attack(MeterRegistry registry, String prefix, int seed) {
		for (int i = 0; i < VALUES; i++) {
			String value = prefix + ((i * 31 + seed * 7) % VALUES);
			registry.counter("attack.counter", "host", value, "outcome", (i % 3 == 0) ? "error" : "ok").increment();
			Timer.builder("attack.request")
				.tags("uri", "/" + value, "status", String.valueOf(200 + i % 5))
				.register(registry)
				.record(1, TimeUnit.MILLISECONDS);
		}
	}

	private static long attacked(MeterRegistry registry) {
		return registry.getMeters().stream().filter((meter) -> meter.getId().getName().startsWith("attack.")).count();
	}

	private static void assertSumsAreExact(MeterRegistry registry) {
		List<Counter> counters = List.copyOf(registry.get("attack.counter").counters());
		assertThat(counters).hasSizeBetween(MAX * 9 / 10, MAX);
		assertThat(counters.stream().mapToDouble(Counter::count).sum()).isEqualTo(THREADS * VALUES);
		assertThat(counters.stream()
			.filter((counter) -> "error".equals(counter.getId().getTag("outcome")))
			.mapToDouble(Counter::count)
			.sum()).isEqualTo(THREADS * ((VALUES + 2) / 3));
		List<Timer> timers = List.copyOf(registry.get("attack.request").timers());
		assertThat(timers).hasSizeLessThanOrEqualTo(100 * 5);
		assertThat(timers.stream().mapToLong(Timer::count).sum()).isEqualTo(THREADS * VALUES);
	}

}
