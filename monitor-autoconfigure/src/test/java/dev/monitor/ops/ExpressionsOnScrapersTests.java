package dev.monitor.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.monitor.prometheus.Scraper;
import dev.monitor.prometheus.ScraperProcess;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Every expression of the dashboards and of the alerts runs on a real Prometheus and on a
 * real VictoriaMetrics that scrape a real application under traffic with the shipped
 * scrape jobs, and finds the series it is about.
 */
class ExpressionsOnScrapersTests {

	/**
	 * Series that this application on this machine need not have, and why.
	 */
	private static final Map<String, String> ABSENT = Map.of("jvm_threads_virtual_live_threads",
			"there from Java 24 on", "process_memory_limit_bytes", "there in a control group with a limit",
			"monitor_metrics_folded_total", "there when a meter has half as many series as it may",
			"monitor_db_cache_hit_ratio", "H2 has none while it reads no file",
			"monitor_db_longest_transaction_seconds", "PostgreSQL tells, H2 does not", "monitor_db_deadlocks_total",
			"PostgreSQL tells, H2 does not");

	/**
	 * What need not have a result at this moment, or without the rules, and why.
	 */
	private static final Map<String, String> EMPTY = Map.of("[2m])) > 0", "nothing restarts", "offset 1w",
			"there was no last week", "== 0", "all is well at times", "monitor:",
			"recorded by the rules; FirstScreenTests has some", "ALERTS",
			"written by the rules; FirstScreenTests has some", "group_left () (", "no instance stands out", "offset 1d",
			"there was no day before");

	/**
	 * This application rejects with 429.
	 */
	private static final String REJECTED_503 = "status=\"503\"";

	private static final Set<String> BY_RULES = Set.of("ALERTS", "ALERTS_FOR_STATE");

	private static final String FOREIGN = """

			  - job_name: foreign
			    static_configs:
			      - targets: ["127.0.0.1:1"]
			""";

	@TempDir
	private static Path directory;

	private static final Map<Scraper, ScraperProcess> SCRAPERS = new EnumMap<>(Scraper.class);

	private static WatchedApp app;

	@BeforeAll
	static void start() throws Exception {
		app = WatchedApp.start(directory);
		for (Scraper scraper : Scraper.values()) {
			String name = (scraper == Scraper.PROMETHEUS) ? "prometheus" : "victoria-metrics";
			Path home = Files.createDirectory(directory.resolve(name));
			SCRAPERS.put(scraper, ScraperProcess.start(scraper, home,
					app.scrapeConfigs(name + "/scrape.yml", directory.resolve("token")) + FOREIGN));
		}
		SCRAPERS.values()
			.forEach((scraper) -> await().atMost(Duration.ofSeconds(60))
				.until(() -> scraper.value("count_over_time(up[1m])") >= 10
						&& scraper.value("sum(monitor_concurrency_rejected_total)") > 0
						&& scraper.value("max(monitor_dependency_changes_total)") >= 3));
	}

	@AfterAll
	static void stop() throws IOException {
		SCRAPERS.values().forEach(ScraperProcess::close);
		app.close();
	}

	@ParameterizedTest
	@EnumSource
	void everyQueryOfTheDashboardsHasAResult(Scraper scraper) throws IOException {
		Predicate<Expression> absent = (expression) -> EMPTY.keySet().stream().anyMatch(expression.text()::contains)
				|| ABSENT.keySet().stream().anyMatch(expression.text()::contains);
		List<Expression> queries = queries(scraper);
		eventually((softly) -> queries.forEach((expression) -> {
			List<Double> values = values(scraper, expression.text());
			if (!absent.test(expression)) {
				softly.assertThat(values).as(expression.toString()).anyMatch((value) -> !value.isNaN());
			}
		}));
	}

	@ParameterizedTest
	@EnumSource
	void targetsThatDoNotRunMonitorAreNotShown(Scraper scraper) throws IOException {
		await().untilAsserted(() -> assertThat(values(scraper, "up{job=\"foreign\"}")).containsExactly(0.0));
		for (Expression expression : queries(scraper)) {
			for (JsonNode series : process(scraper).query(expression.text())) {
				assertThat(series.get("metric").path("job").asString("")).as(expression.toString())
					.isNotEqualTo("foreign");
			}
		}
	}

	@ParameterizedTest
	@EnumSource
	void everyAlertCanBeEvaluated(Scraper scraper) throws IOException {
		List<Expression> expressions = new ArrayList<>(Alert.recordings());
		Alert.readAll().forEach((alert) -> expressions.add(alert.expression()));
		for (Expression expression : expressions) {
			assertThat(values(scraper, expression.text())).as(expression.toString()).isNotNull();
		}
	}

	@ParameterizedTest
	@EnumSource
	void whatIsRecordedHasAValueAndIsBadForTheUserOnce(Scraper scraper) throws IOException {
		List<Expression> recordings = Alert.recordings();
		List<Expression> ofWhatIsScraped = recordings.stream()
			.filter((recording) -> !recording.text().matches("(?s).*(monitor:|up == 0).*"))
			.toList();
		eventually((softly) -> ofWhatIsScraped
			.forEach((recording) -> softly.assertThat(values(scraper, recording.text().replace("[5m]", "[20s]")))
				.as(recording.toString())
				.anyMatch((value) -> !value.isNaN())));
		String bad = recordings.get(1).text();
		await().untilAsserted(() -> assertThat(values(scraper, bad + " > 0")).hasSize(1));
	}

	@ParameterizedTest
	@EnumSource
	void everySelectorFindsSeries(Scraper scraper) throws IOException {
		List<Expression> expressions = new ArrayList<>(queries(scraper));
		expressions.addAll(Alert.recordings());
		Alert.readAll().forEach((alert) -> expressions.add(alert.expression()));
		Set<String> recorded = Alert.recordings().stream().map(Expression::owner).collect(Collectors.toSet());
		eventually((softly) -> {
			for (Expression expression : expressions) {
				for (String selector : expression.selectors()) {
					String name = selector.replaceAll("\\{.*", "");
					if (!ABSENT.containsKey(name) && !recorded.contains(name) && !BY_RULES.contains(name)
							&& !selector.contains(REJECTED_503)) {
						softly.assertThat(values(scraper, selector)).as(selector + " of " + expression).isNotEmpty();
					}
				}
			}
		});
	}

	@Test
	void whatMayBeAbsentIsAskedFor() throws IOException {
		assertThat(queries(Scraper.PROMETHEUS)).extracting(Expression::text).asString().contains(ABSENT.keySet());
	}

	/**
	 * After a scrape that a slow machine has not answered within its second, there is
	 * nothing until the next.
	 */
	private static void eventually(Consumer<SoftAssertions> assertions) {
		await().untilAsserted(() -> SoftAssertions.assertSoftly(assertions));
	}

	private static List<Expression> queries(Scraper scraper) throws IOException {
		List<Expression> queries = new ArrayList<>();
		for (Dashboard dashboard : Dashboard.readAll()) {
			Map<String, String> variables = dashboard.all(process(scraper));
			dashboard.panels()
				.stream()
				.flatMap((panel) -> panel.expressions().stream())
				.forEach((expression) -> queries.add(expression.with("5m", "20s", variables)));
			dashboard.annotations().forEach((expression) -> queries.add(expression.with("5m", "20s", variables)));
		}
		return queries;
	}

	private static ScraperProcess process(Scraper scraper) {
		return Objects.requireNonNull(SCRAPERS.get(scraper));
	}

	private static List<Double> values(Scraper scraper, String expression) {
		List<Double> values = new ArrayList<>();
		for (JsonNode series : process(scraper).query(expression)) {
			values.add(Double.valueOf(series.get("value").get(1).asString().replace("Inf", "Infinity")));
		}
		return values;
	}

}
