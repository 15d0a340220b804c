package dev.monitor.metricline.micrometer;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.monitor.CapturedLog;
import dev.monitor.metricline.CapturedMetricLines;
import dev.monitor.metricline.MetricLimits;
import dev.monitor.metricline.MetricLog;
import dev.monitor.metricline.MetricNames;
import dev.monitor.metricline.MetricSource;
import dev.monitor.metricline.MetricStyle;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.TimeGauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeterReader} and {@link MetricLinesRegistry}.
 */
class MeterReaderTests {

	private final MetricLinesRegistry registry = new MetricLinesRegistry(Clock.SYSTEM,
			(name) -> !name.startsWith("other"));

	private final MeterReader reader = new MeterReader(this.registry, new MetricNames("app.{metric}", Map.of()),
			Map.of("region", "eu"));

	@Test
	void aCounterIsTheDifferenceSinceTheLastLine() {
		Counter counter = this.registry.counter("hits", "path", "/a b", "error", "none");
		counter.increment(3);
		assertThat(read()).containsExactly("count#app.hits.path__a_b=3");
		assertThat(read()).isEmpty();
		counter.increment();
		assertThat(read()).containsExactly("count#app.hits.path__a_b=1");
	}

	@Test
	void tagsThatAllMetersHaveAreNoPartOfTheName() {
		this.registry.counter("hits", "path", "/a", "region", "eu").increment();
		this.registry.counter("hits", "path", "/a", "region", "us").increment();
		assertThat(read()).containsExactly("count#app.hits.path__a=1", "count#app.hits.path__a.region_us=1");
	}

	@Test
	void aCounterThatIsResetCountsFromThere() {
		AtomicLong total = new AtomicLong(10);
		FunctionCounter.builder("hits", total, AtomicLong::get).register(this.registry);
		assertThat(read()).containsExactly("count#app.hits=10");
		total.set(4);
		assertThat(read()).containsExactly("count#app.hits=4");
		total.set(6);
		assertThat(read()).containsExactly("count#app.hits=2");
	}

	@Test
	void aTimerHasTheQuantilesOfItsInterval() {
		Timer timer = this.registry.timer("http", "uri", "/orders/{id}");
		for (int i = 1; i <= 100; i++) {
			timer.record(i, TimeUnit.MILLISECONDS);
		}
		List<String> first = read();
		assertThat(first).hasSize(4)
			.allMatch((pair) -> pair.contains("#app.http.uri__orders__id_"))
			.first()
			.isEqualTo("count#app.http.uri__orders__id_=100");
		assertThat(number(first.get(1), ".median")).isCloseTo(50, Percentage.withPercentage(1.6));
		assertThat(number(first.get(2), ".p95")).isCloseTo(95, Percentage.withPercentage(1.6));
		assertThat(number(first.get(3), ".p99")).isCloseTo(99, Percentage.withPercentage(1.6));
		assertThat(read()).isEmpty();
		timer.record(Duration.ofSeconds(2));
		assertThat(number(read().get(3), ".p99")).isCloseTo(2000, Percentage.withPercentage(1.6));
		assertThat(timer.count()).isEqualTo(101);
		assertThat(timer.totalTime(TimeUnit.MILLISECONDS)).isEqualTo(7050);
	}

	@Test
	void aSummaryHasTheQuantilesOfItsInterval() {
		DistributionSummary.builder("size").baseUnit("bytes").register(this.registry).record(1024);
		List<String> pairs = read();
		assertThat(pairs).hasSize(4).first().isEqualTo("count#app.size=1");
		assertThat(pairs.get(1)).startsWith("measure#app.size.median=").endsWith("bytes");
	}

	@Test
	void gaugesAreSamples() {
		Gauge.builder("g", () -> 12.5).baseUnit("percent").register(this.registry);
		TimeGauge.builder("t", () -> 3, TimeUnit.SECONDS).register(this.registry);
		LongTaskTimer.builder("l").register(this.registry).start();
		FunctionTimer.builder("f", this, (target) -> 7, (target) -> 8, TimeUnit.SECONDS).register(this.registry);
		assertThat(read()).containsExactly("count#app.f=7", "sample#app.g=12.5percent", "sample#app.l=1",
				"sample#app.t=3000ms");
	}

	@Test
	void aGaugeThatCannotBeReadIsLeftOut() {
		Gauge.builder("a", () -> {
			throw new IllegalStateException("boom");
		}).register(this.registry);
		Gauge.builder("b", () -> Double.NaN).register(this.registry);
		Gauge.builder("c", () -> -1).register(this.registry);
		Gauge.builder("d", () -> 1).register(this.registry);
		assertThat(read()).containsExactly("sample#app.d=1");
	}

	@Test
	void aMeterThatThrowsCostsItselfAndIsReportedOnce() {
		FunctionCounter.builder("a", this, (target) -> {
			throw new StackOverflowError("boom");
		}).register(this.registry);
		this.registry.counter("b").increment();
		try (CapturedLog log = new CapturedLog(MeterReader.class)) {
			assertThat(read()).containsExactly("count#app.b=1");
			assertThat(read()).isEmpty();
			assertThat(log.lines()).hasSize(1);
		}
	}

	@Test
	void metersComeAndGo() {
		Counter counter = this.registry.counter("hits");
		counter.increment(5);
		assertThat(read()).containsExactly("count#app.hits=5");
		this.registry.remove(counter);
		assertThat(read()).isEmpty();
		this.registry.counter("hits").increment(7);
		assertThat(read()).containsExactly("count#app.hits=7");
	}

	@Test
	void metersBeyondTheMostAreCountedUntilOthersGo() {
		List<Counter> counters = new ArrayList<>();
		for (int i = 0; i < MetricLimits.MOST_METERS; i++) {
			counters.add(this.registry.counter("c" + i));
		}
		try (CapturedLog warnings = new CapturedLog(MetricLog.class)) {
			assertThat(read()).isEmpty();
			assertThat(warnings.lines()).isEmpty();
			this.registry.counter("late").increment();
			this.registry.counter("late").increment();
			this.registry.counter("later").increment();
			this.registry.counter("other").increment();
			assertThat(read()).isEmpty();
			assertThat(warnings.lines()).singleElement().asString().contains("line: 2.", "2000 meters");
			for (Counter counter : counters) {
				this.registry.remove(counter);
				this.registry.counter("new." + counter.getId().getName()).increment();
			}
			assertThat(this.registry.getMeters()).hasSize(MetricLimits.MOST_METERS);
			read();
			assertThat(warnings.lines()).last().asString().doesNotContain("line: 2.");
		}
	}

	@Test
	void onlyIncludedMetersAreKept() {
		CompositeMeterRegistry composite = new CompositeMeterRegistry();
		composite.add(this.registry);
		composite.counter("other.hits").increment();
		composite.counter("hits").increment();
		assertThat(this.registry.getMeters()).hasSize(1);
		assertThat(read()).containsExactly("count#app.hits=1");
	}

	@Test
	void namesThatBecomeTheSameAreNotMixedUp() {
		Gauge.builder("g", () -> 1).tag("uri", "/a").register(this.registry);
		Gauge.builder("g", () -> 2).tag("uri", "-a").register(this.registry);
		Gauge.builder("g", () -> 3).tag("uri", "?a").register(this.registry);
		try (CapturedLog warnings = new CapturedLog(MetricLog.class)) {
			assertThat(read()).hasSize(2).anyMatch((pair) -> pair.startsWith("sample#app.g.uri_-a="));
			assertThat(warnings.lines()).singleElement().asString().contains("line: 1.");
		}
	}

	@Test
	void hostileNamesAndTagsForgeNothing() {
		Gauge.builder("g x=1\nsample#y", () -> 1).tag("a\"", "b c=d\r\nt=0 \u2028").register(this.registry);
		assertThat(read()).containsExactly("sample#app.g_x_1_sample_y.a__b_c_d__t_0__=1");
	}

	@Test
	void whatHasNoPlaceIsPartOfTheNextLine() {
		Counter counter = this.registry.counter("hits");
		counter.increment(2);
		MetricLog full = log(0);
		try (CapturedMetricLines captured = new CapturedMetricLines()) {
			full.write();
			assertThat(captured.lines()).isEmpty();
		}
		counter.increment(3);
		assertThat(read()).containsExactly("count#app.hits=5");
	}

	@Test
	void metersOfOneNameShareALine() {
		this.registry.counter("a", "x", "1").increment();
		this.registry.counter("a", "x", "2").increment();
		this.registry.counter("b").increment();
		try (CapturedMetricLines captured = new CapturedMetricLines()) {
			log(100).write();
			assertThat(captured.lines()).hasSize(2);
		}
	}

	private static double number(String pair, String statistic) {
		assertThat(pair).startsWith("measure#").contains(statistic + '=').endsWith("ms");
		return Double.parseDouble(pair.substring(pair.indexOf('=') + 1, pair.length() - 2));
	}

	private List<String> read() {
		try (CapturedMetricLines captured = new CapturedMetricLines()) {
			log(100).write();
			return captured.lines()
				.stream()
				.flatMap((line) -> List.of(line.strip().split(" ", -1)).stream())
				.filter((pair) -> pair.contains("#"))
				.toList();
		}
	}

	private MetricLog log(int lines) {
		return new MetricLog(new MetricSource("web.1", null), MetricStyle.L2MET, new MetricLimits(lines, 4950),
				List.of(this.reader));
	}

}
