package dev.monitor.meter.cardinality;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.monitor.CapturedLog;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link CardinalityGuard}, with 20 places: 17 for series as they are, 2 for
 * folded ones and the last.
 */
class CardinalityGuardTests {

	private static final int PLAIN = 17;

	private final FoldedSeries folded = new FoldedSeries();

	private final CardinalityGuard guard = new CardinalityGuard(20, List.of(new TagLimit("calls", "host", 3)),
			this.folded);

	private final SimpleMeterRegistry registry = guarded();

	private final CapturedLog log = new CapturedLog(FoldedSeries.class);

	@AfterEach
	void close() {
		this.log.close();
	}

	private SimpleMeterRegistry guarded() {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		registry.config().meterFilter(MeterFilter.commonTags(Tags.of("application", "orders")));
		registry.config().meterFilter(this.guard).onMeterAdded(this.guard::added).onMeterRemoved(this.guard::removed);
		this.folded.bindTo(registry);
		return registry;
	}

	@Test
	void whatFitsIsLeftAlone() {
		for (int i = 0; i < PLAIN; i++) {
			count("orders", i, "ok");
			count("orders", i, "ok");
		}
		assertThat(series("orders")).hasSize(PLAIN).doesNotContain("other");
		assertThat(this.folded.total("orders")).isZero();
		assertThat(this.log.lines()).isEmpty();
	}

	@Test
	void theWidestTagIsFoldedFirstAndTheSumStaysRight() {
		for (int i = 0; i < 100; i++) {
			count("orders", i, (i % 2 == 0) ? "ok" : "error");
		}
		assertThat(series("orders")).hasSize(PLAIN + 2)
			.contains("application=orders,customer=other,outcome=ok",
					"application=orders,customer=other,outcome=error");
		assertThat(sum("orders")).isEqualTo(100);
		assertThat(this.registry.get("orders").tag("customer", "other").tag("outcome", "ok").counter().count())
			.isEqualTo(41);
		assertThat(folded("orders")).isEqualTo(100 - PLAIN);
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Meter 'orders' has too many tag sets; what further ones count goes to 'other'")
			.contains("monitor.metrics.max-series");
	}

	@Test
	void whereAllTagsAreWideAllAreFoldedButTheCommonOnes() {
		for (int i = 0; i < 100; i++) {
			count("orders", i, "outcome" + i);
		}
		assertThat(series("orders")).hasSize(PLAIN + 1).contains("application=orders,customer=other,outcome=other");
		assertThat(sum("orders")).isEqualTo(100);
	}

	@Test
	void tagsOfAnyKeyAreBounded() {
		for (int i = 0; i < 100; i++) {
			this.registry.counter("orders", "key" + i, "x").increment();
		}
		assertThat(series("orders")).hasSizeLessThanOrEqualTo(20);
		assertThat(sum("orders")).isEqualTo(100);
	}

	@Test
	void timersSummariesAndLongTasksFoldToo() {
		for (int i = 0; i < 100; i++) {
			this.registry.timer("timer", "id", "" + i).record(() -> {
			});
			DistributionSummary.builder("summary").tag("id", "" + i).register(this.registry).record(2);
			LongTaskTimer.builder("task").tag("id", "" + i).register(this.registry).start();
		}
		assertThat(this.registry.get("timer").timers()).hasSize(PLAIN + 1);
		assertThat(this.registry.get("timer").timers().stream().mapToLong((timer) -> timer.count()).sum())
			.isEqualTo(100);
		assertThat(
				this.registry.get("summary").summaries().stream().mapToDouble((summary) -> summary.totalAmount()).sum())
			.isEqualTo(200);
		assertThat(this.registry.get("task").longTaskTimers().stream().mapToInt((task) -> task.activeTasks()).sum())
			.isEqualTo(100);
	}

	@Test
	void surplusGaugesAreLeftOutAndCounted() {
		for (int i = 0; i < 100; i++) {
			Gauge.builder("gauge", () -> 1).tag("id", "" + i).register(this.registry);
		}
		assertThat(this.registry.get("gauge").gauges()).hasSize(PLAIN);
		assertThat(folded("gauge")).isEqualTo(100 - PLAIN);
	}

	@Test
	void metersOfFunctionsAreNotFoldedForOneWouldHideTheOther() {
		for (int i = 0; i < 100; i++) {
			FunctionCounter.builder("function", this, (test) -> 1).tag("id", "" + i).register(this.registry);
		}
		assertThat(this.registry.get("function").functionCounters()).hasSize(PLAIN)
			.noneMatch((counter) -> "other".equals(counter.getId().getTag("id")));
		assertThat(folded("function")).isEqualTo(100 - PLAIN);
	}

	@Test
	void aRemovedSeriesFreesItsPlace() {
		for (int i = 0; i < 100; i++) {
			Gauge gauge = Gauge.builder("gauge", () -> 1).tag("id", "" + i).register(this.registry);
			Counter counter = this.registry.counter("churn." + i, "id", "x");
			assertThat(this.registry.remove(gauge)).isNotNull();
			assertThat(this.registry.remove(counter)).isNotNull();
		}
		assertThat(this.folded.total("gauge")).isZero();
		assertThat(this.guard.size()).isEqualTo(this.registry.getMeters().size());
	}

	@Test
	void aTagKnownToBeUnboundedHasFewerValuesInAllMetersOfTheName() {
		for (int i = 0; i < 100; i++) {
			this.registry.counter("calls", "host", "h" + i, "status", "200").increment();
			this.registry.counter("calls.active", "host", "h" + (99 - i), "status", "200").increment();
			this.registry.counter("callsign", "host", "h" + i).increment();
		}
		assertThat(this.registry.get("calls").counters()).extracting((counter) -> counter.getId().getTag("host"))
			.containsExactlyInAnyOrder("h0", "h99", "h1", "other");
		assertThat(this.registry.get("calls.active").counters()).extracting((counter) -> counter.getId().getTag("host"))
			.containsExactlyInAnyOrder("h0", "h99", "h1", "other");
		assertThat(this.registry.get("callsign").counters()).hasSize(PLAIN + 1);
		assertThat(sum("calls")).isEqualTo(100);
		assertThat(folded("calls")).isEqualTo(97);
	}

	@Test
	void theCounterOfAMeterIsThereAtZeroBeforeItIsNeeded() {
		assertThat(folded("calls")).isZero();
		for (int i = 0; i < PLAIN; i++) {
			count("orders", i, "ok");
		}
		assertThat(folded("orders")).isZero();
		count("orders", 100, "ok");
		assertThat(folded("orders")).isEqualTo(1);
	}

	@Test
	void theCounterOfAMeterThatSharesATagLimitIsThereToo() {
		for (int i = 0; i < 10; i++) {
			this.registry.counter("calls.active", "host", "h" + i).increment();
		}
		assertThat(folded("calls.active")).isEqualTo(7);
	}

	@Test
	void aMeterThatNoRegistryWantsIsNotReported() {
		this.registry.config().meterFilter(MeterFilter.denyNameStartsWith("unwanted"));
		for (int i = 0; i < 100; i++) {
			count("unwanted", i, "ok");
		}
		assertThat(this.folded.total("unwanted")).isZero();
		assertThat(this.log.lines()).isEmpty();
	}

	/**
	 * While a composite registry hands a meter on it holds a lock that whoever registers
	 * another meter with it waits for in vain.
	 */
	@Test
	void aMeterThatHasAnotherNameBehindACompositeDoesNotBlockIt() throws Exception {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		SimpleMeterRegistry leaf = new SimpleMeterRegistry();
		leaf.config().meterFilter(new MeterFilter() {

			@Override
			public Meter.Id map(Meter.Id id) {
				return id.withName("shop." + id.getName());
			}

		}).meterFilter(this.guard).onMeterAdded(this.guard::added).onMeterRemoved(this.guard::removed);
		composite.add(leaf);
		this.folded.bindTo(composite);
		CompletableFuture.runAsync(() -> {
			for (int i = 0; i < 100; i++) {
				composite.counter("orders", "customer", "" + i).increment();
			}
		}).get(30, TimeUnit.SECONDS);
		assertThat(leaf.get("shop.orders").counters().stream().mapToDouble(Counter::count).sum()).isEqualTo(100);
		assertThat(leaf.get("shop.monitor.metrics.folded").tag("meter", "shop.orders").functionCounter().count())
			.isEqualTo(100 - PLAIN);
	}

	@Test
	void foldingTwiceIsFoldingOnce() {
		for (int i = 0; i < 100; i++) {
			Meter.Id id = new Meter.Id("orders", Tags.of("customer", "" + i), null, null, Meter.Type.COUNTER);
			Meter.Id once = this.guard.map(id);
			assertThat(this.guard.map(once)).isSameAs(once);
			assertThat(this.guard.map(id)).isEqualTo(once);
		}
	}

	@Test
	void filtersThatComeLaterDoNotLoseMeters() {
		this.registry.config().meterFilter(MeterFilter.commonTags(Tags.of("late", "x")));
		count("orders", 1, "ok");
		Gauge.builder("gauge", () -> 7).register(this.registry);
		FunctionCounter.builder("function", this, (test) -> 1).register(this.registry);
		assertThat(this.registry.get("gauge").tag("late", "x").gauge().value()).isEqualTo(7);
		assertThat(sum("orders")).isEqualTo(1);
		assertThat(this.registry.get("function").functionCounter().count()).isEqualTo(1);
	}

	@Test
	void namesAreBoundedAsWell() {
		int others = this.registry.getMeters().size();
		for (int i = 0; i < CardinalityGuard.MOST_NAMES + 500; i++) {
			this.registry.counter("name." + i).increment();
		}
		assertThat(this.registry.getMeters()).hasSizeBetween(CardinalityGuard.MOST_NAMES - 1,
				CardinalityGuard.MOST_NAMES + others + 1);
		assertThat(this.guard.size()).isLessThanOrEqualTo(CardinalityGuard.MOST_NAMES + 1);
		assertThat(this.folded.total("other")).isBetween(500L, 502L);
	}

	private void count(String name, int customer, String outcome) {
		this.registry.counter(name, "customer", "" + customer, "outcome", outcome).increment();
	}

	private double sum(String name) {
		return this.registry.get(name).counters().stream().mapToDouble(Counter::count).sum();
	}

	private double folded(String meter) {
		return this.registry.get("monitor.metrics.folded").tag("meter", meter).functionCounter().count();
	}

	private List<String> series(String name) {
		return this.registry.get(name)
			.meters()
			.stream()
			.map((meter) -> String.join(",",
					meter.getId().getTags().stream().map(CardinalityGuardTests::text).toList()))
			.toList();
	}

	private static String text(Tag tag) {
		return tag.getKey() + '=' + tag.getValue();
	}

}
