package dev.monitor.ops;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

import dev.monitor.RealClient;
import dev.monitor.ops.Dashboard.Panel;
import dev.monitor.ops.Dashboard.Target;
import dev.monitor.prometheus.Scraper;
import dev.monitor.prometheus.ScraperProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

/**
 * Three days are filled into a real Prometheus and a real VictoriaMetrics; the panels
 * about 24 and 48 hours show what is known to be true of them.
 */
class LongTermPanelsTests {

	private static final String NOTHING_TO_SCRAPE = "scrape_configs: []\n";

	private static final double REQUESTS = 120;

	private static final double PER_MINUTE_24 = 24 * 60;

	private static final double PER_MINUTE_48 = 48 * 60;

	@TempDir
	private Path directory;

	private final long end = Instant.now().truncatedTo(ChronoUnit.MINUTES).getEpochSecond();

	private final ThreeDays days = new ThreeDays(this.end);

	@Test
	void onPrometheus() throws Exception {
		Path samples = Files.writeString(this.directory.resolve("samples"), this.days.text(1) + "# EOF\n");
		Process promtool = new ProcessBuilder(RealClient.find("promtool", "prometheus").toString(), "tsdb",
				"create-blocks-from", "openmetrics", samples.toString(), this.directory.resolve("data").toString())
			.redirectOutput(this.directory.resolve("promtool").toFile())
			.redirectErrorStream(true)
			.start();
		assertThat(promtool.waitFor(60, TimeUnit.SECONDS)).isTrue();
		assertThat(promtool.exitValue()).as(Files.readString(this.directory.resolve("promtool"))).isZero();
		try (ScraperProcess prometheus = ScraperProcess.start(Scraper.PROMETHEUS, this.directory, NOTHING_TO_SCRAPE)) {
			panelsShowTheTruth(prometheus);
		}
	}

	@Test
	void onVictoriaMetrics() throws Exception {
		try (ScraperProcess victoria = ScraperProcess.start(Scraper.VICTORIA_METRICS, this.directory,
				NOTHING_TO_SCRAPE)) {
			victoria.post("/api/v1/import/prometheus", this.days.text(1000));
			await().until(() -> value(victoria, "count(up)") == 3 && value(victoria, "count(process_cpu_usage)") == 2);
			panelsShowTheTruth(victoria);
		}
	}

	private void panelsShowTheTruth(ScraperProcess scraper) throws IOException {
		Map<String, Double> truth = truth();
		Dashboard dashboard = Dashboard.read();
		List<String> jobs = dashboard.jobs(scraper);
		assertThat(jobs).containsExactly("app");
		for (Panel panel : dashboard.row("Long-term").panels()) {
			for (Target target : panel.targets()) {
				String name = panel.title() + ", " + target.legend();
				double expected = Objects.requireNonNull(truth.remove(name), name);
				Expression query = new Expression(name, target.expression()).forAllInstances("1h", "1m", jobs);
				assertThat(value(scraper, query.text())).as(name).isCloseTo(expected, within(expected * 0.005));
			}
		}
		assertThat(truth).as("panels that are gone").isEmpty();
		assertThat(restarts(scraper, dashboard)).isEqualTo(ThreeDays.RESTARTS);
	}

	private double restarts(ScraperProcess scraper, Dashboard dashboard) {
		Panel panel = dashboard.panels().stream().filter((each) -> each.title().equals("Restarts")).findFirst().get();
		Expression query = panel.expressions().get(0).forAllInstances("72h", "1m", dashboard.jobs(scraper));
		return value(scraper, query.text());
	}

	private Map<String, Double> truth() {
		double served24 = this.days.minutesServed(24);
		double served48 = this.days.minutesServed(48);
		Map<String, Double> truth = new HashMap<>();
		truth.put("Uptime, 24 h", this.days.uptime(24));
		truth.put("Uptime, 48 h", this.days.uptime(48));
		truth.put("Requests per minute, 24 h", REQUESTS * served24 / PER_MINUTE_24);
		truth.put("Requests per minute, 48 h", REQUESTS * served48 / PER_MINUTE_48);
		truth.put("Server errors, 24 h", 3 / REQUESTS);
		truth.put("Mean time to answer, 24 h", 12 / REQUESTS);
		truth.put("Mean time to answer, 48 h", 12 / REQUESTS);
		truth.put("Rejected per minute, 24 h", 2 * served24 / PER_MINUTE_24);
		truth.put("Outgoing requests per minute, 24 h", 60 * served24 / PER_MINUTE_24);
		truth.put("Time in the database, 24 h", 6 * served24 / PER_MINUTE_24);
		truth.put("Time in the database, 48 h", 6 * served48 / PER_MINUTE_48);
		truth.put("Memory, 24 h", 6e8);
		truth.put("CPU, 24 h", 0.3);
		return truth;
	}

	private double value(ScraperProcess scraper, String expression) {
		JsonNode result = scraper
			.get("/api/v1/query?time=" + this.end + "&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
			.get("data")
			.get("result");
		return result.isEmpty() ? Double.NaN : Double.parseDouble(result.get(0).get("value").get(1).asString());
	}

}
