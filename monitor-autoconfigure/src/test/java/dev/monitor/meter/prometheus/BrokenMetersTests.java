package dev.monitor.meter.prometheus;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;

import dev.monitor.CapturedLog;
import io.micrometer.core.instrument.Clock;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Measurement;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusScrapeEndpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Named.named;

/**
 * Meters that would end every scrape of Spring Boot's endpoint: those that
 * {@link UnscrapableMeters} denies, and those that {@link ForgivingScrapes} leaves out.
 */
class BrokenMetersTests {

	private final ForgivingScrapes scrapes = new ForgivingScrapes();

	private final PrometheusRegistry prometheus = this.scrapes.newRegistry();

	private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT,
			this.prometheus, Clock.SYSTEM);

	private final PrometheusScrapeEndpoint endpoint = new PrometheusScrapeEndpoint(this.prometheus, null);

	private final CapturedLog log = new CapturedLog(getClass().getPackageName());

	BrokenMetersTests() {
		UnscrapableMeters unscrapable = new UnscrapableMeters(this.registry);
		this.registry.config().meterFilter(unscrapable).onMeterAdded(unscrapable);
		this.scrapes.exportedBy(this.registry);
		this.registry.counter("healthy", "a.b", "1").increment();
	}

	@AfterEach
	void close() {
		this.log.close();
	}

	static Stream<?> denied() {
		return Stream.of(
				named("two spellings",
						meter((registry) -> registry.counter("broken", "a.b", "1", "a_b", "2").increment())),
				named("other signs",
						meter((registry) -> Gauge.builder("broken", () -> 1)
							.tags("a-b", "1", "a b", "2")
							.register(registry))),
				named("bucket of a timer",
						meter((registry) -> Timer.builder("broken")
							.tag("le", "1")
							.serviceLevelObjectives(Duration.ofMillis(5))
							.register(registry))),
				named("quantile of a timer", meter((registry) -> registry.timer("broken", "quantile", "1"))),
				named("quantile of a summary", meter((registry) -> registry.summary("broken", "quantile", "1"))),
				named("quantile of a function",
						meter((registry) -> FunctionTimer
							.builder("broken", "", (text) -> 1, (text) -> 1, TimeUnit.SECONDS)
							.tag("quantile", "1")
							.register(registry))),
				named("statistic", meter((registry) -> custom(1).tag("statistic", "1").register(registry))),
				named("no name", meter((registry) -> registry.counter("broken", "", "1"))));
	}

	@ParameterizedTest
	@MethodSource
	void denied(Consumer<MeterRegistry> broken) {
		broken.accept(this.registry);
		broken.accept(this.registry);
		assertThat(this.registry.find("broken").meters()).isEmpty();
		assertScrapes();
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Meter 'broken' with the tags [")
			.contains("is not exported to Prometheus");
	}

	@Test
	void twinOfAnotherSpellingIsDeniedAndOthersAreNot() {
		this.registry.counter("orders", "a.b", "1").increment(1);
		this.registry.counter("orders", "a_b", "1").increment(2);
		this.registry.counter("orders", "a_b", "2").increment(3);
		assertThat(scrape(PrometheusOutputFormat.CONTENT_TYPE_004)).contains("orders_total{a_b=\"1\"} 1.0\n",
				"orders_total{a_b=\"2\"} 3.0\n");
		assertThat(this.log.lines()).singleElement()
			.asString()
			.contains("Meter 'orders' with the tags [a_b]", "another one has the same labels");
	}

	@Test
	void labelsThatAreFreeForOtherMetersAreExported() {
		this.registry.counter("free", "le", "1", "quantile", "2", "statistic", "3", "__x", "4").increment();
		assertThat(scrape(PrometheusOutputFormat.CONTENT_TYPE_004)).contains("free_total{_x=\"4\",le=\"1\"");
		assertThat(this.log.lines()).isEmpty();
	}

	static Stream<?> leftOut() {
		return Stream
			.of(named("function that throws",
					meter((registry) -> FunctionCounter.builder("broken", "", (text) -> fail()).register(registry))),
					named("negative counter",
							meter((registry) -> FunctionCounter.builder("broken", "", (text) -> -1)
								.register(registry))),
					named("timer that throws",
							meter((registry) -> FunctionTimer
								.builder("broken", "", (text) -> (long) fail(), (text) -> 1, TimeUnit.SECONDS)
								.register(registry))),
					named("measurement that throws", meter((registry) -> Meter
						.builder("broken", Meter.Type.OTHER, List.of(new Measurement(() -> fail(), Statistic.VALUE)))
						.register(registry))));
	}

	@ParameterizedTest
	@MethodSource
	void leftOut(Consumer<MeterRegistry> broken) {
		broken.accept(this.registry);
		assertScrapes();
		assertScrapes();
		assertThat(scrape(PrometheusOutputFormat.CONTENT_TYPE_004)).doesNotContain("broken");
		assertThat(this.log.lines()).singleElement()
			.asString()
			.startsWith("WARN Metrics are left out of the scrapes")
			.endsWith("(meters that are missing: [broken])");
		this.registry.get("broken").meters().forEach(this.registry::remove);
		assertScrapes();
	}

	@Test
	void namesThatMeetAreExportedOnce() {
		this.registry.counter("foo").increment(7);
		this.registry.counter("foo.total").increment(8);
		Gauge.builder("foo.info", () -> 1).register(this.registry);
		this.registry.summary("bar").record(5);
		Gauge.builder("bar.max", () -> 3).register(this.registry);
		Gauge.builder("bar.count", () -> 4).register(this.registry);
		this.registry.timer("baz").record(Duration.ofSeconds(1));
		FunctionCounter.builder("baz.seconds.max", "", (text) -> 2).register(this.registry);
		assertScrapes();
		assertThat(scrape(PrometheusOutputFormat.CONTENT_TYPE_004)).contains("foo_total 7.0\n", "bar_count 1\n",
				"baz_seconds_count 1\n", "bar_max 5.0\n", "baz_seconds_max 1.0\n");
		assertThat(this.log.lines()).hasSize(2)
			.anyMatch((line) -> line.contains("bar_max has several values with the same labels"))
			.anyMatch((line) -> line.contains("baz_seconds_max has several types"));
	}

	@Test
	void metricOfTheClientLibraryThatDoesNotFitIsLeftOut() {
		this.registry.counter("foo").increment(7);
		this.prometheus.register(() -> GaugeSnapshot.builder().name("foo").build());
		this.prometheus.register(() -> CounterSnapshot.builder()
			.name("own")
			.dataPoint(CounterSnapshot.CounterDataPointSnapshot.builder().value(3).build())
			.build());
		assertScrapes();
		assertThat(scrape(PrometheusOutputFormat.CONTENT_TYPE_004)).contains("own_total 3.0\n");
		assertThat(this.log.lines()).singleElement().asString().contains("foo has several types");
	}

	@Test
	void timersOfANameWithAndWithoutBucketsKeepCountsAndSums() {
		for (int i = 0; i < 8; i++) {
			Timer.Builder timer = Timer.builder("mixed").tag("id", "" + i);
			((i % 2 == 0) ? timer : timer.serviceLevelObjectives(Duration.ofMillis(5))).register(this.registry)
				.record(Duration.ofSeconds(2));
			DistributionSummary.builder("mixed.summary")
				.tag("id", "" + i)
				.publishPercentileHistogram(i % 2 == 1)
				.register(this.registry)
				.record(2);
		}
		assertScrapes();
		String body = scrape(PrometheusOutputFormat.CONTENT_TYPE_004);
		for (int i = 0; i < 8; i++) {
			assertThat(body).contains("mixed_seconds_count{id=\"" + i + "\"} 1\n",
					"mixed_seconds_sum{id=\"" + i + "\"} 2.0\n", "mixed_summary_count{id=\"" + i + "\"} 1\n");
		}
	}

	private void assertScrapes() {
		for (PrometheusOutputFormat format : PrometheusOutputFormat.values()) {
			assertThat(scrape(format)).as(format.name()).contains("healthy");
		}
	}

	private String scrape(PrometheusOutputFormat format) {
		byte[] body = this.endpoint.scrape(format, null).getBody();
		return (body != null) ? new String(body, StandardCharsets.UTF_8) : "";
	}

	private static Meter.Builder custom(double value) {
		return Meter.builder("broken", Meter.Type.OTHER, List.of(new Measurement(() -> value, Statistic.VALUE)));
	}

	private static double fail() {
		throw new IllegalStateException("cannot be read");
	}

	private static Consumer<MeterRegistry> meter(Consumer<MeterRegistry> meter) {
		return meter;
	}

}
