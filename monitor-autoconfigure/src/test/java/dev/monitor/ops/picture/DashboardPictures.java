package dev.monitor.ops.picture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import dev.monitor.ops.Dashboard;
import dev.monitor.ops.Dashboard.Row;
import dev.monitor.ops.OperatorFiles;
import dev.monitor.ops.ThreeDays;
import dev.monitor.ops.WatchedApp;
import dev.monitor.prometheus.Scraper;
import dev.monitor.prometheus.ScraperProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/**
 * Draws the pictures of the dashboards in {@code docs/images}, from what a real scraper
 * answers to the queries of the panels. Not among the tests; to draw them again:
 * {@code ./mvnw -pl monitor-autoconfigure test -Dtest=DashboardPictures}.
 */
class DashboardPictures {

	private static final Path IMAGES = Path.of("../docs/images");

	private static final int SECONDS = 120;

	@TempDir
	private Path directory;

	@Test
	void anApplicationUnderTraffic() throws Exception {
		try (WatchedApp app = WatchedApp.start(this.directory);
				ScraperProcess scraper = ScraperProcess.start(Scraper.PROMETHEUS, this.directory,
						"rule_files: [\"" + rules() + "\"]\n"
								+ app.scrapeConfigs("prometheus/scrape.yml", this.directory.resolve("token"))
								+ "        labels: { instance: orders-1 }\n")) {
			await().atMost(Duration.ofSeconds(SECONDS * 2))
				.until(() -> scraper.value("count_over_time(up[1h])") >= SECONDS);
			long now = Instant.now().getEpochSecond();
			write("now", Dashboard.read("now").rows().get(0), queries("now", scraper, now, SECONDS, 3));
			for (Row row : Dashboard.read("details").rows()) {
				write(name(row), row, queries("details", scraper, now, SECONDS, 3));
			}
		}
	}

	@Test
	void trendsOfThreeDays() throws Exception {
		try (ScraperProcess scraper = ScraperProcess.start(Scraper.VICTORIA_METRICS, this.directory,
				"scrape_configs: []\n")) {
			long end = Instant.now().getEpochSecond() / 60 * 60;
			scraper.post("/api/v1/import/prometheus", new ThreeDays(end).text(1000));
			await().atMost(Duration.ofSeconds(20)).until(() -> scraper.value("count(up)") == 3);
			write("trends", Dashboard.read("trends").rows().get(0), queries("trends", scraper, end, 72 * 3600, 3600));
		}
	}

	/**
	 * The shipped rules, evaluated as often as the application is scraped.
	 */
	private Path rules() throws IOException {
		String rules = new String(OperatorFiles.read("prometheus/rules.yml"), StandardCharsets.UTF_8);
		return Files.writeString(this.directory.resolve("rules.yml"),
				rules.replace("    interval: 1m\n", "").replace("    rules:\n", "    interval: 1s\n    rules:\n"));
	}

	private static RangeQueries queries(String dashboard, ScraperProcess scraper, long end, long seconds, long step)
			throws IOException {
		return new RangeQueries(scraper, Dashboard.read(dashboard).all(scraper), end - seconds, end, step, "15s");
	}

	private static String name(Row row) {
		return row.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
	}

	private static void write(String name, Row row, RangeQueries queries) throws IOException {
		Files.writeString(IMAGES.resolve("dashboard-" + name + ".svg"), new RowPicture(row).draw(queries::run));
	}

}
