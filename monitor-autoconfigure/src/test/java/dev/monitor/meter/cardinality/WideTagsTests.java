package dev.monitor.meter.cardinality;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What {@link CardinalityGuard} keeps exact when several tags have no end.
 */
class WideTagsTests {

	private static final Tags COMMON = Tags.of("application", "orders", "region", "eu");

	private final FoldedSeries folded = new FoldedSeries();

	@ParameterizedTest
	@CsvSource({ "1000, 3000, 3000, 2", "1000, 3000, 60, 2", "1000, 3000, 200, 5", "1000, 40, 3000, 12",
			"1000, 3000, 1, 30", "100, 3000, 3000, 4", "20, 3000, 3000, 2", "10, 3000, 3000, 2" })
	void theNarrowTagAndTheCommonOnesAreExact(int most, int users, int shops, int statuses) {
		MeterRegistry registry = guarded(most);
		for (int i = 0; i < 3000; i++) {
			pay(registry, "u" + i % users, "s" + i * 7 % shops, "" + i % statuses);
		}
		assertThat(pays(registry)).hasSizeLessThanOrEqualTo(most)
			.allSatisfy((pay) -> assertThat(pay.getId().getTags()).containsAll(COMMON));
		for (int status = 0; status < statuses; status++) {
			assertThat(sum(registry, "status", "" + status)).isEqualTo(3000.0 / statuses);
		}
	}

	@Test
	void severalNarrowTagsAreExactBesideThreeWideOnes() {
		MeterRegistry registry = guarded(1000);
		Random random = new Random(7);
		int[][] expected = new int[3][4];
		for (int i = 0; i < 20_000; i++) {
			int status = random.nextInt(3);
			int method = random.nextInt(4);
			expected[status][method]++;
			registry
				.counter("pay", "user", "u" + random.nextInt(9000), "shop", "s" + random.nextInt(2000), "city",
						"c" + random.nextInt(300), "status", "" + status, "method", "" + method)
				.increment();
		}
		for (int status = 0; status < 3; status++) {
			for (int method = 0; method < 4; method++) {
				assertThat(registry.get("pay")
					.tags("status", "" + status, "method", "" + method)
					.counters()
					.stream()
					.mapToDouble(Counter::count)
					.sum()).isEqualTo(expected[status][method]);
			}
		}
	}

	/**
	 * Of a tag that has one value while there is room nobody knows yet that it is wide.
	 */
	@Test
	void aTagThatTurnsOutToBeWideLeavesRoomForTheOthers() {
		MeterRegistry registry = guarded(1000);
		for (int i = 0; i < 3000; i++) {
			pay(registry, "u" + i, (i < 1500) ? "s" : "s" + i, (i < 1500 || i % 2 == 0) ? "ok" : "failed");
		}
		assertThat(sum(registry, "status", "failed")).isEqualTo(750);
		assertThat(sum(registry, "status", "ok")).isEqualTo(2250);
		assertThat(pays(registry)).hasSizeLessThanOrEqualTo(1000);
	}

	@Test
	void valuesThatAreCalledOtherByTheApplicationTakeNoPlaceOfFoldedOnes() {
		MeterRegistry registry = guarded(1000);
		for (int i = 0; i < 3000; i++) {
			pay(registry, "u" + i, "s" + i, (i % 2 == 0) ? "other" : "ok");
		}
		assertThat(sum(registry, "status", "other")).isEqualTo(1500);
		assertThat(sum(registry, "status", "ok")).isEqualTo(1500);
	}

	@Test
	void seriesOfOtherTagsLeaveTheCommonOnes() {
		MeterRegistry registry = guarded(20);
		for (int i = 0; i < 500; i++) {
			registry.counter("pay", "key" + i, "x").increment();
		}
		assertThat(pays(registry)).hasSizeLessThanOrEqualTo(20);
		assertThat(sum(registry, "application", "orders")).isEqualTo(500);
	}

	@Test
	void eightThreadsBehindACompositeLoseNothing() throws Exception {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		CardinalityGuard guard = new CardinalityGuard(1000, List.of(), this.folded);
		MeterRegistry leaf = guarded(guard);
		guard(composite, guard.ahead(List.of()));
		composite.add(leaf);
		ExecutorService threads = Executors.newFixedThreadPool(8);
		List<Future<?>> all = new ArrayList<>();
		for (int thread = 0; thread < 8; thread++) {
			int seed = thread;
			all.add(threads.submit(() -> {
				for (int i = 0; i < 3000; i++) {
					pay(composite, "u" + seed + '.' + i, "s" + i, "" + i % 3);
				}
			}));
		}
		threads.shutdown();
		for (Future<?> each : all) {
			each.get(120, TimeUnit.SECONDS);
		}
		for (int status = 0; status < 3; status++) {
			assertThat(sum(leaf, "status", "" + status)).isEqualTo(8000);
		}
		assertThat(pays(leaf)).hasSizeLessThanOrEqualTo(1000)
			.allSatisfy((pay) -> assertThat(pay.getId().getTags()).containsAll(COMMON));
		assertThat(pays(composite)).hasSizeLessThanOrEqualTo(1000);
	}

	private MeterRegistry guarded(int most) {
		return guarded(new CardinalityGuard(most, List.of(), this.folded));
	}

	private MeterRegistry guarded(CardinalityGuard guard) {
		MeterRegistry registry = new SimpleMeterRegistry();
		registry.config().meterFilter(MeterFilter.commonTags(COMMON));
		guard(registry, guard);
		return registry;
	}

	private static void guard(MeterRegistry registry, CardinalityGuard guard) {
		registry.config().meterFilter(guard).onMeterAdded(guard::added).onMeterRemoved(guard::removed);
	}

	private static void pay(MeterRegistry registry, String user, String shop, String status) {
		registry.counter("pay", "user", user, "shop", shop, "status", status).increment();
	}

	private static List<Counter> pays(MeterRegistry registry) {
		return List.copyOf(registry.get("pay").counters());
	}

	private static double sum(MeterRegistry registry, String tag, String value) {
		return registry.get("pay").tag(tag, value).counters().stream().mapToDouble(Counter::count).sum();
	}

}
