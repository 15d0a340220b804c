package dev.monitor.meter;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.monitor.RealClient;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a scraper of a running application reads.
 */
class ExpositionTests {

	private static final Path PAGE = Path.of("..", "docs", "reference", "meters.md");

	@TempDir
	private Path directory;

	@Test
	void promtoolFindsNothingWrongWithTheWholeBody() throws Exception {
		Path promtool = RealClient.find("promtool", "prometheus");
		try (MeteredApp app = MeteredApp.start()) {
			app.traffic();
			String body = app.scrape();
			assertThat(body).contains("monitor_build_info{", "http_server_requests_seconds_bucket{",
					"http_client_requests_seconds_bucket{");
			assertThat(check(promtool, body)).isSubsetOf(known());
		}
	}

	@Test
	void countersAreThereBeforeWhatTheyCount() throws Exception {
		try (MeteredApp app = MeteredApp.start()) {
			assertThat(app.scrape().replace("application=\"orders\",", "").lines()).contains(
					"monitor_concurrency_rejected_total{mode=\"enforce\",reason=\"queue_full\",status=\"503\"} 0.0",
					"monitor_concurrency_wait_seconds_count{mode=\"enforce\",outcome=\"rejected\"} 0",
					"monitor_dependency_check_seconds_count{dependency=\"stock\",outcome=\"failure\"} 0",
					"monitor_metrics_auth_failures_total{reason=\"missing\"} 0.0",
					"monitor_metrics_folded_total{meter=\"http.client.requests\"} 0.0",
					"monitor_metrics_folded_total{meter=\"http.server.requests\"} 0.0",
					"monitor_warmup_task_seconds_count{outcome=\"failure\",task=\"catalogue\"} 0");
		}
	}

	@Test
	void noSeriesHasALabelOfTheScraperAndAllTellTheApplication() throws Exception {
		try (MeteredApp app = MeteredApp.start("management.metrics.tags.job=x", "monitor.region=eu")) {
			app.traffic();
			List<String> series = app.scrape().lines().filter((line) -> !line.startsWith("#")).toList();
			assertThat(series).hasSizeGreaterThan(100)
				.noneMatch((line) -> line.contains("{job=") || line.contains(",job=") || line.contains(",instance=")
						|| line.contains("{instance="))
				.allMatch((line) -> line.contains("application=\"orders\"") && line.contains("region=\"eu\""));
		}
	}

	@Test
	void aScrapeAsksNeitherDatabaseNorDependencyAndNoMeterEndsIt() throws Exception {
		try (MeteredApp app = MeteredApp.start("monitor.database.sampling.interval=1h",
				"monitor.dependency-defaults.interval=1h", "monitor.health.background.interval=1h")) {
			PrometheusMeterRegistry registry = app.app().bean(PrometheusMeterRegistry.class);
			Awaitility.await()
				.until(() -> registry.find("monitor.db.connections").gauge() != null && checks(registry) > 0
						&& registry.get("monitor.health.status").tag("component", "db").gauge().value() == 1
						&& app.app().get("/readyz").statusCode() == 200);
			double before = borrowed(registry);
			long checks = checks(registry);
			for (String selection : List.of("", "?includedNames=hikaricp_connections", "?includedNames=jvm_memory")) {
				assertThat(app.app().get("/actuator/prometheus" + selection).statusCode()).isEqualTo(200);
			}
			assertThat(borrowed(registry)).isEqualTo(before);
			assertThat(checks(registry)).isEqualTo(checks);
			registry.counter("broken", "a.b", "1", "a_b", "2").increment();
			FunctionCounter.builder("negative", this, (test) -> -1).register(registry);
			registry.counter("healthy").increment();
			Awaitility.await().untilAsserted(() -> assertThat(app.scrape()).contains("healthy_total{"));
			assertThat(app.app().get("/actuator/prometheus?includedNames=healthy").body()).contains("healthy_total{");
		}
	}

	private static double borrowed(PrometheusMeterRegistry registry) {
		return registry.get("hikaricp.connections.acquire").timer().count();
	}

	private static long checks(PrometheusMeterRegistry registry) {
		return registry.get("monitor.dependency.check").timers().stream().mapToLong(Timer::count).sum();
	}

	@Test
	void manyPathsAreFewSeries() throws Exception {
		try (MeteredApp app = MeteredApp.start()) {
			for (int i = 0; i < 300; i++) {
				app.app().get("/missing/" + i);
			}
			PrometheusMeterRegistry registry = app.app().bean(PrometheusMeterRegistry.class);
			Awaitility.await().untilAsserted(() -> {
				Collection<Timer> timers = registry.get("http.server.requests").timers();
				assertThat(timers).hasSizeLessThan(10);
				assertThat(timers.stream().mapToLong(Timer::count).sum()).isEqualTo(300);
			});
		}
	}

	/**
	 * Return what the page says that promtool finds wrong with meters of others.
	 */
	private static List<String> known() throws IOException {
		String begin = "```promtool\n";
		String page = Files.readString(PAGE);
		int start = page.indexOf(begin) + begin.length();
		return page.substring(start, page.indexOf("```", start)).lines().toList();
	}

	private List<String> check(Path promtool, String body) throws IOException, InterruptedException {
		Path input = Files.writeString(this.directory.resolve("metrics.txt"), body);
		Path output = this.directory.resolve("output.txt");
		Process process = new ProcessBuilder(promtool.toString(), "check", "metrics").redirectInput(input.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
		return Files.readString(output, StandardCharsets.UTF_8).lines().filter((line) -> !line.isBlank()).toList();
	}

}
