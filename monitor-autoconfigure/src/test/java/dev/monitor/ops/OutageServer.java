package dev.monitor.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;

import dev.monitor.RealClient;
import dev.monitor.prometheus.Scraper;
import dev.monitor.prometheus.ScraperProcess;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A real Prometheus with every {@link Outage}, with what the shipped rules make of them.
 */
public final class OutageServer {

	private static final String NOTHING_TO_SCRAPE = "scrape_configs: []\n";

	private OutageServer() {
	}

	/**
	 * Return the minute that is now for all outages.
	 * @return seconds since 1970
	 */
	public static long now() {
		return Instant.now().truncatedTo(ChronoUnit.MINUTES).getEpochSecond();
	}

	/**
	 * Start it. It sees new blocks of data at its start, so it starts three times: the
	 * recorded series need what was scraped, and the alerts need recorded series.
	 * @param directory a directory for its data
	 * @param end when the outages are looked at, in seconds since 1970
	 */
	public static ScraperProcess start(Path directory, long end) throws Exception {
		fill(directory, OutageSamples.recent(end));
		fill(directory, OutageSamples.history(end));
		RuleEvaluation rules = new RuleEvaluation(end);
		try (ScraperProcess prometheus = scraper(directory)) {
			fill(directory, rules.recordings(prometheus));
		}
		try (ScraperProcess prometheus = scraper(directory)) {
			fill(directory, rules.alerts(prometheus));
		}
		return scraper(directory);
	}

	private static ScraperProcess scraper(Path directory) throws IOException {
		return ScraperProcess.start(Scraper.PROMETHEUS, directory, NOTHING_TO_SCRAPE);
	}

	private static void fill(Path directory, String samples) throws Exception {
		Path file = Files.writeString(directory.resolve("samples"), samples + "# EOF\n");
		Path log = directory.resolve("promtool");
		Process promtool = new ProcessBuilder(RealClient.find("promtool", "prometheus").toString(), "tsdb",
				"create-blocks-from", "--max-block-duration=486h", "openmetrics", file.toString(),
				directory.resolve("data").toString())
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start();
		assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(promtool.exitValue()).as(Files.readString(log)).isZero();
	}

}
