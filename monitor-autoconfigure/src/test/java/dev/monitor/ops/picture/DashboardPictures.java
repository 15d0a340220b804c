package dev.monitor.ops.picture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import dev.monitor.ops.Dashboard;
import dev.monitor.ops.Dashboard.Row;
import dev.monitor.ops.ThreeDays;
import dev.monitor.ops.WatchedApp;
import dev.monitor.prometheus.Scraper;
import dev.monitor.prometheus.ScraperProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.awaitility.Awaitility.await;

/**
 * Draws the pictures of the dashboard in {@code docs/images}, from what a real scraper
 * answers to the queries of the panels. Not among the tests; to draw them again:
 * {@code ./mvnw -pl monitor-autoconfigure test -Dtest=DashboardPictures}.
 */
class DashboardPictures {

	private static final Path IMAGES = Path.of("../docs/images");

	private static final String LONG_TERM = "Long-term";

	private static final int SECONDS = 120;

	@TempDir
	private Path directory;

	private final Dashboard dashboard;

	DashboardPictures() throws IOException {
		this.dashboard = Dashboard.read();
	}

	@Test
	void rowsOfAnApplicationUnderTraffic() throws Exception {
		try (WatchedApp app = WatchedApp.start(this.directory);
				ScraperProcess scraper = ScraperProcess.start(Scraper.VICTORIA_METRICS, this.directory,
						app.scrapeConfigs("victoria-metrics/scrape.yml", this.directory.resolve("token"))
								+ "        labels: { instance: orders-1 }\n")) {
			await().atMost(Duration.ofSeconds(SECONDS * 2))
				.until(() -> scraper.value("count_over_time(up[1h])") >= SECONDS);
			RangeQueries queries = queries(scraper, Instant.now().getEpochSecond(), SECONDS, 3);
			for (Row row : this.dashboard.rows()) {
				if (!row.title().equals(LONG_TERM)) {
					write(row, queries);
				}
			}
		}
	}

	@Test
	void longTermRowOfThreeDays() throws Exception {
		try (ScraperProcess scraper = ScraperProcess.start(Scraper.VICTORIA_METRICS, this.directory,
				"scrape_configs: []\n")) {
			long end = Instant.now().getEpochSecond() / 60 * 60;
			scraper.post("/api/v1/import/prometheus", new ThreeDays(end).text(1000));
			await().atMost(Duration.ofSeconds(20)).until(() -> scraper.value("count(up)") == 3);
			write(this.dashboard.row(LONG_TERM), queries(scraper, end, 72 * 3600, 3600));
		}
	}

	private RangeQueries queries(ScraperProcess scraper, long end, long seconds, long step) {
		return new RangeQueries(scraper, this.dashboard.jobs(scraper), end - seconds, end, step);
	}

	private static void write(Row row, RangeQueries queries) throws IOException {
		String name = row.title().toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-");
		Files.writeString(IMAGES.resolve("dashboard-" + name + ".svg"), new RowPicture(row).draw(queries::run));
	}

}
