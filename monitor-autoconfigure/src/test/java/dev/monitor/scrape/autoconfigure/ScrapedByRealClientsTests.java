package dev.monitor.scrape.autoconfigure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.monitor.prometheus.Scraper;
import dev.monitor.prometheus.ScraperProcess;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Real scrapers and a running application.
 */
class ScrapedByRealClientsTests {

	private static final String FIRST = "first-".repeat(8);

	private static final String SECOND = "other-".repeat(8);

	/**
	 * Like all that a scrape brings, gone after one that a slow machine has not answered
	 * in time, until the next.
	 */
	private static final String SCRAPES = "sum(monitor_metrics_scrape_seconds_count)";

	private static final String SAMPLES = "scrape_samples_scraped{job='app'}";

	@TempDir
	private Path directory;

	@Test
	void aTokenInAFileIsReplacedWhileBothRun() {
		together(ScrapedByRealClientsTests::replaceAToken);
	}

	private static void replaceAToken(Scraper scraper, Path directory) throws IOException {
		Path file = Files.writeString(directory.resolve("token"), FIRST + "\n");
		try (ScrapedApp app = start("monitor.metrics.listen-address=127.0.0.1:0",
				"monitor.metrics.tokens.scraper.file=" + file);
				ScraperProcess process = ScraperProcess.start(scraper, directory, job(app.listenerPort(), file))) {
			waiting().until(() -> process.value("up{job='app'}") == 1);
			waiting().untilAsserted(() -> assertThat(process.query("jvm_memory_used_bytes{job='app'}")).isNotEmpty());
			assertSamplesAreStable(process);
			assertFormat(scraper, process);
			replace(file, SECOND);
			double before = waiting().until(() -> process.value(SCRAPES), (scrapes) -> !Double.isNaN(scrapes));
			waiting().until(() -> process.value(SCRAPES) > before + 3 && process.value("up{job='app'}") == 1);
		}
	}

	@Test
	void aWrongTokenIsReportedAs401AndTheRightOneHelps() {
		together(ScrapedByRealClientsTests::beginWithAWrongToken);
	}

	private static void beginWithAWrongToken(Scraper scraper, Path directory) throws IOException {
		Path theirs = Files.writeString(directory.resolve("theirs"), SECOND);
		Path ours = Files.writeString(directory.resolve("ours"), FIRST);
		try (ScrapedApp app = start("monitor.metrics.tokens.scraper.file=" + ours);
				ScraperProcess process = ScraperProcess.start(scraper, directory, job(app.port(), theirs))) {
			waiting().until(() -> process.value("up{job='app'}") == 0);
			waiting().untilAsserted(() -> assertThat(process.target().get("lastError").asString()).contains("401"));
			assertThat(process.target().get("health").asString()).isEqualTo("down");
			replace(theirs, FIRST);
			waiting().until(() -> process.value("up{job='app'}") == 1);
			waiting().until(() -> process.value("monitor_metrics_auth_failures_total{reason='invalid'}") > 0);
		}
	}

	/**
	 * Each has an application of its own, and mostly waits for the next scrape.
	 */
	private void together(Life life) {
		// here, as one that is not installed ends the test
		List.of(Scraper.values()).forEach(Scraper::find);
		List<CompletableFuture<Void>> lives = Stream.of(Scraper.values())
			.map((scraper) -> CompletableFuture.runAsync(() -> {
				try {
					life.with(scraper, Files.createDirectory(this.directory.resolve(scraper.name())));
				}
				catch (IOException ex) {
					throw new UncheckedIOException(ex);
				}
			}, (work) -> new Thread(work, scraper.name()).start()))
			.toList();
		assertThat(lives).allSatisfy((each) -> assertThat(each).succeedsWithin(Duration.ofMinutes(3)));
	}

	/**
	 * One after the other: applications share the logging system.
	 */
	private static synchronized ScrapedApp start(String... properties) {
		return ScrapedApp.start(properties);
	}

	private static void assertSamplesAreStable(ScraperProcess process) {
		waiting().until(() -> process.value("count_over_time(" + SAMPLES + "[1m])") >= 6);
		waiting()
			.until(() -> process.value("max_over_time(" + SAMPLES + "[5s]) - min_over_time(" + SAMPLES + "[5s])") == 0);
	}

	/**
	 * Prometheus asks for OpenMetrics, VictoriaMetrics for the older text.
	 */
	private static void assertFormat(Scraper scraper, ScraperProcess process) {
		String format = (scraper == Scraper.PROMETHEUS) ? "openmetrics" : "text";
		waiting().untilAsserted(() -> {
			assertThat(process.value("monitor_metrics_scrape_seconds_count{format='" + format + "'}")).isPositive();
			assertThat(process.value("sum(monitor_metrics_scrape_seconds_count{format!='" + format + "'})")).isZero();
		});
	}

	private static void replace(Path file, String token) throws IOException {
		Path next = Files.writeString(file.resolveSibling("next"), token + "\n");
		Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
	}

	private static String job(int port, Path token) {
		return """
				scrape_configs:
				  - job_name: app
				    metrics_path: /actuator/prometheus
				    authorization: { credentials_file: %s }
				    static_configs: [{ targets: ["127.0.0.1:%d"] }]
				""".formatted(token, port);
	}

	private static ConditionFactory waiting() {
		return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(250));
	}

	private interface Life {

		void with(Scraper scraper, Path directory) throws IOException;

	}

}
