package dev.monitor.ops;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.monitor.ops.Dashboard.Panel;
import dev.monitor.ops.Dashboard.Row;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every panel of the dashboards keeps to.
 */
class DashboardTests {

	private static final int WIDTH = 24;

	private static final String TARGET = "cluster=~\"$cluster\",namespace=~\"$namespace\"";

	private static final String APPLICATION = TARGET + ",application=~\"$application\",environment=~\"$environment\"";

	private static final String INSTANCE = "instance=~\"$instance\"";

	private static final Pattern RANGE = Pattern.compile("(\\w+)\\((?:[^()]|\\([^()]*\\))*?\\[([^]]*)]");

	private static final Set<String> UNITS = Set.of("Bps", "bytes", "ops", "percentunit", "reqps", "s", "short");

	private final Dashboard now;

	private final Dashboard details;

	private final Dashboard trends;

	private final List<Dashboard> all;

	DashboardTests() throws IOException {
		this.now = Dashboard.read("now");
		this.details = Dashboard.read("details");
		this.trends = Dashboard.read("trends");
		this.all = List.of(this.now, this.details, this.trends);
	}

	@Test
	void theyHaveVariablesForWhatAlertsAreAbout() {
		List<String> shared = List.of("datasource", "cluster", "namespace", "application", "environment");
		for (Dashboard dashboard : this.all) {
			JsonNode variables = dashboard.json().get("templating").get("list");
			assertThat(variables).extracting((variable) -> variable.get("name").asString()).startsWith("datasource");
			assertThat(variables).extracting((variable) -> variable.get("name").asString())
				.filteredOn((name) -> !name.equals("instance"))
				.isEqualTo(shared);
			for (JsonNode variable : variables) {
				if (variable.get("type").asString().equals("query")) {
					assertThat(variable.get("label")).isEqualTo(variable.get("name"));
					assertThat(variable.get("multi").asBoolean()).isTrue();
					assertThat(variable.get("includeAll").asBoolean()).isTrue();
					assertThat(variable.get("refresh").asInt()).as("when the time range changes").isEqualTo(2);
				}
			}
		}
		assertThat(this.details.variable("instance").get("allValue").asString()).as("also those that are gone")
			.isEqualTo(".+");
	}

	/**
	 * Programs without Monitor have no application among the values, and those of which
	 * only alerts are left do; what has no cluster, namespace or environment is among
	 * all.
	 */
	@Test
	void allApplicationsAreThoseThatRunMonitorAndAllEnvironmentsIncludeNone() {
		for (Dashboard dashboard : this.all) {
			assertThat(dashboard.variable("application").has("allValue")).isFalse();
			assertThat(dashboard.variable("application").get("query").get("query").asString())
				.isEqualTo("label_values({__name__=~\"monitor_build_info|ALERTS\",alertname=~\"(Monitor.+)?\"," + TARGET
						+ "}, application)");
			for (String name : List.of("cluster", "namespace", "environment")) {
				assertThat(dashboard.variable(name).get("allValue").asString()).isEqualTo(".*");
			}
		}
	}

	@Test
	void whatEveryInstanceReadsFromTheSameServerIsNotAddedUp() {
		Pattern sum = Pattern.compile("sum[^{]*\\bmonitor_db_(connections|size|cache|longest|deadlocks|sample)");
		assertThat(panels()).flatExtracting(Panel::expressions)
			.noneMatch((expression) -> sum.matcher(expression.text()).find());
	}

	@Test
	void theyBelongToNoGrafanaInParticularAndLeadToEachOther() {
		assertThat(this.all).extracting((dashboard) -> dashboard.json().get("uid").asString())
			.containsExactly("monitor", "monitor-details", "monitor-trends");
		for (Dashboard dashboard : this.all) {
			assertThat(dashboard.json().get("editable").asBoolean()).isFalse();
			assertThat(dashboard.json().has("id")).isFalse();
			assertThat(dashboard.json().has("__inputs")).isFalse();
			assertThat(dashboard.json().findValues("datasource"))
				.allSatisfy((source) -> assertThat(source.get("uid").asString()).isEqualTo("${datasource}"));
			assertThat(dashboard.json().get("links")).hasSize(2).allSatisfy((link) -> {
				assertThat(link.get("includeVars").asBoolean()).isTrue();
				assertThat(this.all).extracting((other) -> "/d/" + other.json().get("uid").asString())
					.contains(link.get("url").asString());
			});
		}
	}

	@Test
	void linksOfPanelsKeepWhatWasChosen() {
		assertThat(panels()).flatExtracting((panel) -> panel.json().findValues("links"))
			.isNotEmpty()
			.allSatisfy((links) -> {
				for (JsonNode link : links) {
					assertThat(link.get("url").asString()).startsWith("/d/monitor-details?${__url_time_range}&")
						.contains("${datasource:queryparam}", "${cluster:queryparam}", "${namespace:queryparam}")
						.containsAnyOf("${environment:queryparam}", "&var-environment=");
				}
			});
	}

	@Test
	void everySelectorUsesTheVariables() {
		for (Dashboard dashboard : this.all) {
			assertThat(dashboard.panels()).flatExtracting(Panel::expressions)
				.allSatisfy((expression) -> assertThat(expression.selectors()).isNotEmpty()
					.allSatisfy((selector) -> assertThat(selector.replace("|\"", "\""))
						.contains("{" + (selector.matches("(up|scrape_\\w+)\\{.*") ? TARGET : APPLICATION))));
		}
		assertThat(this.details.panels()).filteredOn((panel) -> !panel.title().equals("Error budget left"))
			.flatExtracting(Panel::expressions)
			.allSatisfy((expression) -> assertThat(expression.selectors())
				.filteredOn((selector) -> !selector.startsWith("monitor_build_info"))
				.allSatisfy((selector) -> assertThat(selector).contains(INSTANCE)));
	}

	/**
	 * Only the numbers of the first screen are about all that is chosen together.
	 */
	@Test
	void clustersNamespacesApplicationsAndEnvironmentsAreNotAddedUp() {
		Pattern alone = Pattern.compile("\\b(sum|min|max|avg|count|group)( by)? \\((?!(le, )?cluster, namespace, )"
				+ "|\\b(sum|min|max|avg|count)\\(|\\bon \\((?!cluster, namespace, )");
		for (Dashboard dashboard : this.all) {
			assertThat(dashboard.panels())
				.filteredOn((panel) -> !dashboard.equals(this.now) || !panel.type().equals("stat"))
				.flatExtracting(Panel::expressions)
				.noneMatch((expression) -> alone.matcher(expression.text()).find());
		}
	}

	@Test
	void everyPanelSaysWhatIsNormalAndWhatToDoOtherwise() {
		assertThat(panels()).allSatisfy((panel) -> assertThat(panel.json().get("description").asString())
			.matches("(.+\\. )?Normal: .+\\. Otherwise: .+\\."));
	}

	@Test
	void everyPanelHasATitleOfItsOwnInItsRowAUnitAndAWordForNoValue() {
		for (Dashboard dashboard : this.all) {
			assertThat(dashboard.rows())
				.allSatisfy((row) -> assertThat(row.panels()).extracting(Panel::title).doesNotHaveDuplicates());
			assertThat(dashboard.panels()).extracting(Panel::unit).isSubsetOf(UNITS);
			assertThat(dashboard.panels()).allSatisfy(
					(panel) -> assertThat(defaults(panel).path("noValue").asString("")).as(panel.title()).isNotBlank());
		}
	}

	@Test
	void everyLineHasAName() {
		assertThat(panels())
			.filteredOn((panel) -> panel.targets().size() > 1 || panel.type().matches("timeseries|state-timeline"))
			.filteredOn((panel) -> !panel.type().equals("table"))
			.allSatisfy((panel) -> assertThat(panel.targets())
				.allSatisfy((target) -> assertThat(target.legend()).isNotEmpty()));
	}

	@Test
	void whatHasALimitHasItDrawn() {
		List<Panel> drawn = panels().stream()
			.filter((panel) -> defaults(panel).path("custom").has("thresholdsStyle"))
			.toList();
		assertThat(drawn).hasSizeGreaterThan(10)
			.allSatisfy((panel) -> assertThat(defaults(panel).get("thresholds").get("steps").size()).isGreaterThan(1));
	}

	@Test
	void percentilesOfRequestsShowExamples() {
		for (String title : List.of("Time to answer", "p95 by route")) {
			assertThat(this.details.panel(title).json().get("targets").get(0).path("exemplar").asBoolean()).isTrue();
		}
	}

	@Test
	void idsAreTheHundredOfTheRowAndThePlaceInIt() {
		int hundred = 100;
		for (Row row : this.details.rows()) {
			assertThat(row.json().get("id").asInt()).isEqualTo(hundred);
			for (int i = 0; i < row.panels().size(); i++) {
				assertThat(row.panels().get(i).id()).isEqualTo(hundred + i + 1);
			}
			hundred += 100;
		}
	}

	@Test
	void theFirstScreenNeedsNoScrollingAndRowsOfDetailsAreClosed() {
		assertThat(this.now.rows()).singleElement().extracting(Row::title).isEqualTo("");
		assertThat(this.now.panels())
			.allSatisfy((panel) -> assertThat(panel.place().y() + panel.place().height()).isLessThanOrEqualTo(26));
		assertThat(this.details.rows()).extracting((row) -> row.json().get("collapsed").asBoolean())
			.startsWith(false)
			.filteredOn((collapsed) -> !collapsed)
			.hasSize(1);
	}

	@Test
	void panelsStandBelowTheirRowAndDoNotOverlap() {
		for (Dashboard dashboard : this.all) {
			for (Row row : dashboard.rows()) {
				int top = row.title().isEmpty() ? -1 : row.json().get("gridPos").get("y").asInt();
				for (Panel panel : row.panels()) {
					assertThat(panel.place().y()).as(panel.title()).isGreaterThan(top);
					assertThat(panel.place().x() + panel.place().width()).as(panel.title()).isLessThanOrEqualTo(WIDTH);
					assertThat(row.panels()).filteredOn((other) -> other.place().overlaps(panel.place()))
						.as(panel.title())
						.containsExactly(panel);
				}
			}
		}
	}

	@Test
	void ratesLookBackAsFarAsGrafanaAdvisesOrAFixedTime() {
		Set<String> ranges = new HashSet<>();
		for (Panel panel : panels()) {
			for (Expression expression : panel.expressions()) {
				Matcher matcher = RANGE.matcher(expression.text());
				while (matcher.find()) {
					ranges.add(matcher.group(1) + " " + matcher.group(2));
				}
			}
		}
		assertThat(ranges).isSubsetOf("rate $__rate_interval", "increase $__rate_interval", "changes $__rate_interval",
				"increase 24h", "increase 48h", "avg_over_time 24h", "sum_over_time 24h", "count_over_time 24h",
				"last_over_time 24h", "sum_over_time 48h", "count_over_time 48h", "last_over_time 48h",
				"sum_over_time 30d", "last_over_time 1d", "sum_over_time $__range", "count_over_time $__range",
				"last_over_time $__range", "changes $__range");
	}

	@Test
	void countersAreNeverShownAsTheyAre() {
		Pattern counter = Pattern.compile("(_total|_count|_sum|_bucket)\\{[^}]*}(?!\\[)");
		assertThat(panels()).filteredOn((panel) -> !panel.title().equals("Warmup"))
			.flatExtracting(Panel::expressions)
			.noneMatch((expression) -> counter.matcher(expression.text()).find());
	}

	@Test
	void trendsAreAboutAWeekAndShowReleases() {
		assertThat(this.trends.json().get("time").get("from").asString()).isEqualTo("now-7d");
		assertThat(this.trends.annotations()).extracting(Expression::text)
			.singleElement()
			.asString()
			.contains("version");
	}

	private List<Panel> panels() {
		return this.all.stream().flatMap((dashboard) -> dashboard.panels().stream()).toList();
	}

	private static JsonNode defaults(Panel panel) {
		return panel.json().get("fieldConfig").get("defaults");
	}

}
