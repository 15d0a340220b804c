package dev.monitor.ops;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
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
 * about days show what is known to be true of them.
 */
class LongTermPanelsTests {

	private static final String NOTHING_TO_SCRAPE = "scrape_configs: []\n";

	private static final double REQUESTS = 120;

	/**
	 * Of 120 requests 3 end in an error and 2 are turned away.
	 */
	private static final double BAD = 5 / REQUESTS;

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
			await().until(() -> value(victoria, "count(up)") == 3 && value(victoria, "count(process_cpu_usage)") == 2
					&& value(victoria, "count(ALERTS)") == 2);
			panelsShowTheTruth(victoria);
		}
	}

	private void panelsShowTheTruth(ScraperProcess scraper) throws IOException {
		Map<String, Double> truth = truth();
		Dashboard dashboard = Dashboard.read("trends");
		Map<String, String> variables = dashboard.all(scraper);
		assertThat(variables).containsEntry("application", "orders");
		for (Panel panel : dashboard.panels()) {
			for (Target target : panel.targets()) {
				String name = panel.title() + ", " + target.legend().replaceAll("\\{\\{\\w+}} ?", "");
				double expected = Objects.requireNonNull(truth.remove(name), name);
				Expression query = new Expression(name, target.expression()).with("1h", "1m", variables);
				assertThat(values(scraper, query.text())).as(name)
					.singleElement()
					.satisfies((value) -> assertThat(value).isCloseTo(expected, within(expected * 0.005)));
			}
		}
		assertThat(truth).as("panels that are gone").isEmpty();
		assertThat(shown(scraper, "details", "Restarts")).containsExactly((double) ThreeDays.RESTARTS);
		assertThat(shown(scraper, "now", "Error budget left")).singleElement()
			.satisfies((left) -> assertThat(left).isCloseTo(1 - BAD / (1 - ThreeDays.OBJECTIVE), within(0.1)));
		assertThat(shown(scraper, "now", "Firing now")).containsExactlyInAnyOrder(0.0,
				(this.end - ThreeDays.ALERT_SECONDS) * 1000.0);
	}

	private List<Double> shown(ScraperProcess scraper, String name, String panel) throws IOException {
		Dashboard dashboard = Dashboard.read(name);
		return values(scraper,
				dashboard.panel(panel).expressions().get(0).with("72h", "1m", dashboard.all(scraper)).text());
	}

	private Map<String, Double> truth() {
		double served24 = this.days.minutesServed(24);
		double served48 = this.days.minutesServed(48);
		Map<String, Double> truth = new HashMap<>();
		truth.put("Good requests, 24 h", 1 - BAD);
		truth.put("Good requests, 48 h", 1 - BAD);
		truth.put("Good requests, objective", ThreeDays.OBJECTIVE);
		truth.put("Pace of the error budget, 24 h", BAD / (1 - ThreeDays.OBJECTIVE));
		truth.put("Scrapes answered, 24 h", this.days.uptime(24));
		truth.put("Scrapes answered, 48 h", this.days.uptime(48));
		truth.put("Requests per minute, 24 h", REQUESTS * served24 / PER_MINUTE_24);
		truth.put("Requests per minute, 48 h", REQUESTS * served48 / PER_MINUTE_48);
		truth.put("Mean time to answer, 24 h", 12 / REQUESTS);
		truth.put("Mean time to answer, 48 h", 12 / REQUESTS);
		truth.put("Rejected per minute, 24 h", 2 * served24 / PER_MINUTE_24);
		truth.put("Outgoing requests per minute, 24 h", 60 * served24 / PER_MINUTE_24);
		truth.put("Time in the database, 24 h", 6 * served24 / PER_MINUTE_24);
		truth.put("Time in the database, 48 h", 6 * served48 / PER_MINUTE_48);
		truth.put("Use of the limit, 24 h", served24 / PER_MINUTE_24 / 20);
		truth.put("Memory, 24 h", 6e8);
		truth.put("CPU, 24 h", 0.3);
		truth.put("Instances, ", 2.0);
		return truth;
	}

	private double value(ScraperProcess scraper, String expression) {
		return values(scraper, expression).stream().findFirst().orElse(Double.NaN);
	}

	private List<Double> values(ScraperProcess scraper, String expression) {
		List<Double> values = new ArrayList<>();
		for (JsonNode series : scraper
			.get("/api/v1/query?time=" + this.end + "&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
			.get("data")
			.get("result")) {
			values.add(Double.valueOf(series.get("value").get(1).asString()));
		}
		return values;
	}

}
