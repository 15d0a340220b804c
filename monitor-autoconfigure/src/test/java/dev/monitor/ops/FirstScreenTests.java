package dev.monitor.ops;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.monitor.ops.Dashboard.Target;
import dev.monitor.prometheus.ScraperProcess;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * The dashboard Now shows the cause of every {@link Outage}.
 */
class FirstScreenTests {

	private static final Offset<Double> ABOUT = within(0.02);

	private static final long NOW = OutageServer.now();

	@TempDir
	private static Path directory;

	private static ScraperProcess prometheus;

	@BeforeAll
	static void start() throws Exception {
		prometheus = OutageServer.start(directory, NOW);
	}

	@AfterAll
	static void stop() {
		if (prometheus != null) {
			prometheus.close();
		}
	}

	@Test
	void allPodsAreGone() throws IOException {
		Screen screen = new Screen(Outage.ALL_PODS_GONE);
		assertThat(screen.firing()).containsExactly("MonitorAllInstancesDown");
		assertThat(screen.numbers("Ready")).isEqualTo(Map.of("ready", 0.0, "missing", 4.0));
		assertThat(screen.numbers("Good requests")).as("nothing of five hours ago").isEmpty();
		assertThat(screen.numbers("Served p95")).isEmpty();
		assertThat(screen.numbers("Traffic to last week")).containsExactly(Map.entry("", 0.0));
		assertThat(screen.row()).containsEntry("ready", 0.0).containsEntry("missing", 4.0);
	}

	@Test
	void everyRequestIsAnsweredWith503() throws IOException {
		Screen screen = new Screen(Outage.EVERY_REQUEST_503);
		assertThat(screen.firing()).contains("MonitorErrorBudgetBurns");
		assertThat(screen.numbers("Good requests").get("")).isCloseTo(0, ABOUT);
		assertThat(screen.numbers("Turned away")).containsExactly(Map.entry("", 0.0));
		assertThat(screen.numbers("Ready")).isEqualTo(Map.of("ready", 4.0, "missing", 0.0));
		assertThat(screen.numbers("Bad by cause").get("orders production error")).isCloseTo(1, ABOUT);
		assertThat(screen.numbers("Bad by cause").get("orders production rejected")).isZero();
		assertThat(screen.standingOut()).isEmpty();
		assertThat(screen.row().get("bad")).isCloseTo(1, ABOUT);
	}

	@Test
	void threeOfFourPodsAreGone() throws IOException {
		Screen screen = new Screen(Outage.THREE_OF_FOUR_GONE);
		assertThat(screen.numbers("Ready")).isEqualTo(Map.of("ready", 1.0, "missing", 3.0));
		assertThat(screen.row()).containsEntry("ready", 1.0).containsEntry("missing", 3.0);
		assertThat(screen.numbers("Versions and restarts")).containsEntry("orders production 1.4.2", 1.0);
	}

	@Test
	void mostRequestsAreRejectedWith429() throws IOException {
		Screen screen = new Screen(Outage.OVERLOAD_429);
		assertThat(screen.firing()).contains("MonitorErrorBudgetBurns", "MonitorRequestsRejected orders-1");
		assertThat(screen.numbers("Good requests").get("")).isCloseTo(0.11, ABOUT);
		assertThat(screen.numbers("Turned away").get("")).isCloseTo(0.89, ABOUT);
		assertThat(screen.numbers("Bad by cause").get("orders production error")).isZero();
		assertThat(screen.numbers("Bad by cause").get("orders production rejected")).isCloseTo(0.89, ABOUT);
		assertThat(screen.row().get("use")).isCloseTo(1, ABOUT);
	}

	@Test
	void oneInstanceOfThirtyFails() throws IOException {
		Screen screen = new Screen(Outage.ONE_OF_THIRTY);
		assertThat(screen.firing()).contains("MonitorErrorBudgetBurns");
		assertThat(screen.numbers("Good requests").get("")).isCloseTo(1 - 1 / 30.0, ABOUT);
		assertThat(screen.standingOut()).containsOnlyKeys("orders-18 Value #A");
		assertThat(screen.standingOut().get("orders-18 Value #A")).isCloseTo(1, ABOUT);
	}

	@Test
	void everyRequestIsSlow() throws IOException {
		Screen screen = new Screen(Outage.SLOW);
		assertThat(screen.firing()).containsExactly("MonitorLatencyHigh");
		assertThat(screen.numbers("Served p95").get("p95")).isBetween(14.0, 15.0);
		assertThat(screen.numbers("Served p95").get("a day ago")).isLessThan(0.1);
		assertThat(screen.standingOut()).as("all are slow alike").isEmpty();
		assertThat(screen.numbers("Served requests").get("orders production p50")).isGreaterThan(5);
	}

	@Test
	void trafficIsGone() throws IOException {
		Screen screen = new Screen(Outage.NO_TRAFFIC);
		assertThat(screen.firing()).containsExactly("MonitorTrafficGone");
		assertThat(screen.numbers("Traffic to last week")).containsExactly(Map.entry("", 0.0));
		assertThat(screen.numbers("Ready")).isEqualTo(Map.of("ready", 4.0, "missing", 0.0));
		assertThat(screen.numbers("Good requests")).as("no share of nothing").isEmpty();
		assertThat(screen.row()).doesNotContainKey("bad").containsEntry("requests", 0.0);
	}

	@Test
	void aReleaseNeverAnswers() throws IOException {
		Screen screen = new Screen(Outage.NEVER_ANSWERS);
		assertThat(screen.firing()).contains("MonitorNeverAnswered orders-5", "MonitorNeverAnswered orders-8");
		assertThat(screen.numbers("Ready")).isEqualTo(Map.of("ready", 0.0, "missing", 4.0));
		assertThat(screen.row()).containsEntry("ready", 0.0).containsEntry("missing", 4.0);
	}

	/**
	 * The dashboard as it is at the end of an outage.
	 */
	private static final class Screen {

		private final Dashboard dashboard = Dashboard.read("now");

		private final Map<String, String> variables;

		Screen(Outage outage) throws IOException {
			this.variables = new LinkedHashMap<>(this.dashboard.all(prometheus));
			this.variables.put("cluster", outage.cluster());
		}

		List<String> firing() {
			return query(this.dashboard.panel("Firing now").targets().get(0)).stream()
				.map((series) -> series.get("metric"))
				.map((labels) -> (labels.get("alertname").asString() + ' ' + labels.path("instance").asString(""))
					.strip())
				.distinct()
				.sorted()
				.toList();
		}

		/**
		 * Return the values of a panel that is no table, by the names of its lines.
		 */
		Map<String, Double> numbers(String panel) {
			Map<String, Double> numbers = new TreeMap<>();
			for (Target target : this.dashboard.panel(panel).targets()) {
				for (JsonNode series : query(target)) {
					String name = target.legend();
					for (Map.Entry<String, JsonNode> label : series.get("metric").properties()) {
						name = name.replace("{{" + label.getKey() + "}}", label.getValue().asString());
					}
					numbers.put(name, value(series));
				}
			}
			return numbers;
		}

		/**
		 * Return the numbers of the only row of the table of applications.
		 */
		Map<String, Double> row() {
			Map<String, Double> row = new TreeMap<>();
			List<String> columns = List.of("requests", "bad", "p95", "ready", "missing", "use", "version");
			List<Target> targets = this.dashboard.panel("By application and environment").targets();
			for (int i = 0; i < columns.size(); i++) {
				List<JsonNode> found = query(targets.get(i));
				assertThat(found).as(columns.get(i)).hasSizeLessThan(2);
				if (!found.isEmpty()) {
					row.put(columns.get(i), value(found.get(0)));
				}
			}
			return row;
		}

		Map<String, Double> standingOut() {
			Map<String, Double> found = new TreeMap<>();
			List<Target> targets = this.dashboard.panel("Instances that stand out").targets();
			for (int i = 0; i < targets.size(); i++) {
				for (JsonNode series : query(targets.get(i))) {
					found.put(series.get("metric").get("instance").asString() + " Value #" + (char) ('A' + i),
							value(series));
				}
			}
			return found;
		}

		private List<JsonNode> query(Target target) {
			String expression = new Expression("", target.expression()).with("6h", "4m", this.variables).text();
			return prometheus
				.get("/api/v1/query?time=" + NOW + "&query=" + URLEncoder.encode(expression, StandardCharsets.UTF_8))
				.get("data")
				.get("result")
				.values()
				.stream()
				.toList();
		}

		private static double value(JsonNode series) {
			return Double.parseDouble(series.get("value").get(1).asString());
		}

	}

}
