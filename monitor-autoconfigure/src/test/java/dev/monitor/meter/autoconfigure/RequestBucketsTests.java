package dev.monitor.meter.autoconfigure;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.property.InvalidPropertyException;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import io.micrometer.core.instrument.distribution.DistributionStatisticConfig;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsAutoConfiguration;
import org.springframework.boot.micrometer.metrics.autoconfigure.export.prometheus.PrometheusMetricsExportAutoConfiguration;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link MeterAutoConfiguration} and the buckets of requests.
 */
class RequestBucketsTests {

	private final ApplicationContextRunner runner = new ApplicationContextRunner()
		.withConfiguration(AutoConfigurations.of(MeterAutoConfiguration.class, MetricsAutoConfiguration.class,
				PrometheusMetricsExportAutoConfiguration.class, CompositeMeterRegistryAutoConfiguration.class));

	@Test
	void requestsHaveTwelveBuckets() {
		this.runner.run((context) -> {
			MeterRegistry registry = context.getBean(MeterRegistry.class);
			for (String name : List.of("http.server.requests", "http.client.requests", "monitor.concurrency.wait")) {
				assertThat(buckets(registry, name)).containsExactly(5.0, 10.0, 25.0, 50.0, 100.0, 250.0, 500.0, 750.0,
						1000.0, 2000.0, 5000.0, 15_000.0);
			}
			assertThat(buckets(registry, "orders")).isEmpty();
			registry.timer("http.server.requests").record(Duration.ofMillis(7));
			assertThat(context.getBean(PrometheusMeterRegistry.class)
				.scrape()
				.lines()
				.filter((line) -> line.startsWith("http_server_requests_seconds_bucket"))).hasSize(13);
		});
	}

	@Test
	void theUserChoosesOtherBuckets() {
		this.runner
			.withPropertyValues("management.metrics.distribution.slo.http.server.requests=20ms",
					"monitor.metrics.buckets=1s,30s")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(buckets(registry, "http.server.requests")).containsExactly(20.0);
				assertThat(buckets(registry, "http.client.requests")).containsExactly(1000.0, 30_000.0);
			});
		this.runner.withPropertyValues("monitor.metrics.buckets=")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.isEmpty());
		this.runner
			.withPropertyValues("management.metrics.distribution.percentiles-histogram.http.server.requests=true")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.hasSizeGreaterThan(60));
	}

	@ParameterizedTest
	@ValueSource(strings = { "http.server.requests", "http", "all" })
	void percentilesOfTheUserAreShownInPlaceOfBuckets(String prefix) {
		ApplicationContextRunner runner = this.runner
			.withPropertyValues("management.metrics.distribution.percentiles." + prefix + "=0.5,0.95");
		for (ApplicationContextRunner each : List.of(runner, runner.withUserConfiguration(SecondRegistry.class))) {
			each.run((context) -> {
				context.getBean(MeterRegistry.class).timer("http.server.requests").record(Duration.ofMillis(7));
				assertThat(context.getBean(PrometheusMeterRegistry.class).scrape().lines())
					.anyMatch((line) -> line.startsWith("http_server_requests_seconds{quantile=\"0.5\"} 0.00"))
					.anyMatch((line) -> line.startsWith("http_server_requests_seconds{quantile=\"0.95\"} 0.00"))
					.noneMatch((line) -> line.startsWith("http_server_requests_seconds_bucket"));
			});
		}
	}

	@Test
	void whoWantsNoHistogramOrHasAFilterOfHisOwnIsHeard() {
		this.runner
			.withPropertyValues("management.metrics.distribution.percentiles-histogram.http.client.requests=false")
			.withUserConfiguration(OwnBuckets.class)
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(buckets(registry, "http.client.requests")).isEmpty();
				assertThat(buckets(registry, "http.server.requests")).containsExactly(3.0);
				assertThat(buckets(registry, "monitor.concurrency.wait")).hasSize(12);
			});
	}

	@Test
	void severalRegistriesHaveTheBuckets() {
		this.runner.withUserConfiguration(SecondRegistry.class).run((context) -> {
			context.getBean(MeterRegistry.class).timer("http.server.requests").record(Duration.ofMillis(7));
			assertThat(buckets(context.getBean(PrometheusMeterRegistry.class), "http.server.requests")).hasSize(12);
		});
	}

	@Test
	void requestsKeepTheirBucketsUnderANameOfTheUser() {
		this.runner.withPropertyValues("management.observations.http.server.requests.name=http.in")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.in")).hasSize(12));
	}

	@Test
	void anObjectiveHasABucketOfItsOwnWhoseLabelIsExported() {
		this.runner.withPropertyValues("monitor.slo.availability=99.95", "monitor.slo.latency.threshold=300ms")
			.run((context) -> {
				MeterRegistry registry = context.getBean(MeterRegistry.class);
				assertThat(buckets(registry, "http.server.requests")).hasSize(13).contains(300.0);
				assertThat(buckets(registry, "http.client.requests")).hasSize(12);
				assertThat(context.getBean(PrometheusMeterRegistry.class).scrape().lines()).contains(
						"monitor_slo_objective{kind=\"availability\"} 0.9995",
						"monitor_slo_objective{kind=\"latency\"} 0.95",
						"monitor_slo_latency_seconds{bucket=\"0.3\"} 0.3",
						"http_server_requests_seconds_bucket{le=\"0.3\"} 0");
			});
		this.runner.run((context) -> assertThat(context.getBean(PrometheusMeterRegistry.class).scrape().lines())
			.filteredOn((line) -> line.startsWith("monitor_slo_"))
			.containsExactly("monitor_slo_objective{kind=\"availability\"} 0.999"));
	}

	@Test
	void theBucketOfAnObjectiveJoinsThoseThatTheUserHasChosen() {
		ApplicationContextRunner fast = this.runner.withPropertyValues("monitor.slo.latency.threshold=1s");
		fast.withUserConfiguration(OwnBuckets.class)
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.containsExactly(3.0, 1000.0));
		fast.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
			.as("there already")
			.hasSize(12));
		fast.withPropertyValues("monitor.metrics.buckets=")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.containsExactly(1000.0));
		fast.withPropertyValues("management.metrics.distribution.percentiles-histogram.http.server.requests=true")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.hasSizeGreaterThan(60)
				.contains(1000.0));
		fast.withPropertyValues("management.metrics.distribution.percentiles-histogram.http.server.requests=false")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.isEmpty());
		fast.withPropertyValues("management.metrics.distribution.percentiles.http.server.requests=0.95")
			.run((context) -> assertThat(buckets(context.getBean(MeterRegistry.class), "http.server.requests"))
				.isEmpty());
	}

	@ParameterizedTest
	@CsvSource({ "availability, 100", "availability, 0", "latency.percentage, 100", "latency.percentage, -1",
			"latency.threshold, 0ms", "latency.threshold, 2h" })
	void anObjectiveThatNobodyCanMissOrMeetStopsTheStart(String property, String value) {
		this.runner.withPropertyValues("monitor.slo." + property + "=" + value)
			.run((context) -> assertThat(context).getFailure()
				.rootCause()
				.isInstanceOf(InvalidPropertyException.class)
				.hasMessageContaining("'monitor.slo." + property + "'"));
	}

	private static List<Double> buckets(MeterRegistry registry, String name) {
		List<Double> buckets = new ArrayList<>();
		for (CountAtBucket count : registry.timer(name).takeSnapshot().histogramCounts()) {
			if (Double.isFinite(count.bucket())) {
				buckets.add(count.bucket(TimeUnit.MILLISECONDS));
			}
		}
		return buckets;
	}

	@Configuration(proxyBeanMethods = false)
	static class OwnBuckets {

		@Bean
		MeterFilter ownBuckets() {
			return new MeterFilter() {

				@Override
				public DistributionStatisticConfig configure(Meter.Id id, DistributionStatisticConfig config) {
					return id.getName().equals("http.server.requests") ? DistributionStatisticConfig.builder()
						.serviceLevelObjectives(3_000_000)
						.build()
						.merge(config) : config;
				}

			};
		}

	}

	@Configuration(proxyBeanMethods = false)
	static class SecondRegistry {

		@Bean
		SimpleMeterRegistry secondRegistry() {
			return new SimpleMeterRegistry();
		}

	}

}
