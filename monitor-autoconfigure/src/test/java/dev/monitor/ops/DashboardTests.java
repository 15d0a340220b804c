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
 * What every panel of the dashboard keeps to.
 */
class DashboardTests {

	private static final int WIDTH = 24;

	private static final String ALL = "job=~\"$job\",instance=~\"$instance\"";

	private static final Pattern RANGE = Pattern.compile("(\\w+)\\((?:[^()]|\\([^()]*\\))*?\\[([^]]*)]");

	private static final Set<String> UNITS = Set.of("Bps", "bytes", "ops", "percentunit", "reqps", "s", "short");

	private final Dashboard dashboard;

	DashboardTests() throws IOException {
		this.dashboard = Dashboard.read();
	}

	@Test
	void itHasVariablesForDataSourceJobAndInstance() {
		JsonNode variables = this.dashboard.json().get("templating").get("list");
		assertThat(variables).extracting((variable) -> variable.get("name").asString())
			.containsExactly("datasource", "job", "instance");
		for (JsonNode variable : List.of(variables.get(1), variables.get(2))) {
			assertThat(variable.get("label")).isEqualTo(variable.get("name"));
			assertThat(variable.get("multi").asBoolean()).isTrue();
			assertThat(variable.get("includeAll").asBoolean()).isTrue();
			assertThat(variable.get("refresh").asInt()).as("when the time range changes").isEqualTo(2);
		}
	}

	@Test
	void allJobsAreThoseThatRunMonitorAndAllInstancesAlsoThoseThatAreGone() {
		assertThat(this.dashboard.variable("job").has("allValue")).isFalse();
		assertThat(this.dashboard.variable("job").get("definition").asString())
			.isEqualTo("label_values(monitor_build_info, job)");
		assertThat(this.dashboard.variable("instance").get("allValue").asString()).isEqualTo(".+");
	}

	@Test
	void databasesOfTwoApplicationsAreKeptApart() {
		assertThat(this.dashboard.row("Database").panels()).flatExtracting(Panel::targets).allSatisfy((target) -> {
			assertThat(target.legend()).startsWith("{{job}} ");
			assertThat(target.expression()).matches(".* by \\((le, )?job, .*")
				.doesNotContainPattern(" by \\((?!(le, )?job)");
		});
	}

	@Test
	void whatEveryInstanceReadsFromTheSameServerIsNotAddedUp() {
		Pattern sum = Pattern.compile("sum[^{]*\\bmonitor_db_(connections|size|cache|longest|deadlocks|sample)");
		assertThat(this.dashboard.panels()).flatExtracting(Panel::expressions)
			.noneMatch((expression) -> sum.matcher(expression.text()).find());
	}

	@Test
	void itBelongsToNoGrafanaInParticular() {
		assertThat(this.dashboard.json().get("uid").asString()).isEqualTo("monitor");
		assertThat(this.dashboard.json().get("editable").asBoolean()).isFalse();
		assertThat(this.dashboard.json().has("id")).isFalse();
		assertThat(this.dashboard.json().has("__inputs")).isFalse();
		assertThat(this.dashboard.json().findValues("datasource"))
			.allSatisfy((source) -> assertThat(source.get("uid").asString()).isEqualTo("${datasource}"));
	}

	@Test
	void everySelectorUsesTheVariables() {
		assertThat(this.dashboard.panels()).flatExtracting(Panel::expressions)
			.allSatisfy((expression) -> assertThat(expression.selectors()).isNotEmpty()
				.allSatisfy((selector) -> assertThat(selector).contains("{" + ALL)));
	}

	@Test
	void everyPanelSaysWhatIsNormalAndWhatToDoOtherwise() {
		assertThat(this.dashboard.panels()).allSatisfy((panel) -> assertThat(panel.json().get("description").asString())
			.matches("(.+\\. )?Normal: .+\\. Otherwise: .+\\."));
	}

	@Test
	void everyPanelHasATitleOfItsOwnInItsRowAndAUnit() {
		assertThat(this.dashboard.rows())
			.allSatisfy((row) -> assertThat(row.panels()).extracting(Panel::title).doesNotHaveDuplicates());
		assertThat(this.dashboard.panels()).extracting(Panel::unit).isSubsetOf(UNITS);
	}

	@Test
	void everyLineOfAPanelWithSeveralQueriesHasAName() {
		assertThat(this.dashboard.panels()).filteredOn((panel) -> panel.targets().size() > 1)
			.allSatisfy((panel) -> assertThat(panel.targets())
				.allSatisfy((target) -> assertThat(target.legend()).isNotEmpty()));
	}

	@Test
	void idsAreTheHundredOfTheRowAndThePlaceInIt() {
		int hundred = 100;
		for (Row row : this.dashboard.rows()) {
			assertThat(row.json().get("id").asInt()).isEqualTo(hundred);
			for (int i = 0; i < row.panels().size(); i++) {
				assertThat(row.panels().get(i).id()).isEqualTo(hundred + i + 1);
			}
			hundred += 100;
		}
	}

	@Test
	void panelsStandBelowTheirRowAndDoNotOverlap() {
		int bottom = 0;
		for (Row row : this.dashboard.rows()) {
			assertThat(row.json().get("gridPos").get("y").asInt()).as(row.title()).isEqualTo(bottom);
			for (Panel panel : row.panels()) {
				assertThat(panel.place().y()).as(panel.title())
					.isGreaterThan(row.json().get("gridPos").get("y").asInt());
				assertThat(panel.place().x() + panel.place().width()).as(panel.title()).isLessThanOrEqualTo(WIDTH);
				assertThat(row.panels()).filteredOn((other) -> other.place().overlaps(panel.place()))
					.as(panel.title())
					.containsExactly(panel);
				bottom = Math.max(bottom, panel.place().y() + panel.place().height());
			}
		}
	}

	@Test
	void ratesLookBackAsFarAsGrafanaAdvisesOrAFixedTime() {
		Set<String> ranges = new HashSet<>();
		for (Panel panel : this.dashboard.panels()) {
			for (Expression expression : panel.expressions()) {
				Matcher matcher = RANGE.matcher(expression.text());
				while (matcher.find()) {
					ranges.add(matcher.group(1) + " " + matcher.group(2));
				}
			}
		}
		assertThat(ranges).isSubsetOf("rate $__rate_interval", "increase $__rate_interval", "increase 24h",
				"increase 48h", "increase $__range", "avg_over_time 24h", "sum_over_time 24h", "count_over_time 24h",
				"sum_over_time 48h", "count_over_time 48h", "sum_over_time $__range", "count_over_time $__range",
				"changes $__range");
	}

	@Test
	void countersAreNeverShownAsTheyAre() {
		Pattern counter = Pattern.compile("(_total|_count|_sum|_bucket)\\{[^}]*}(?!\\[)");
		assertThat(this.dashboard.panels()).filteredOn((panel) -> !panel.title().equals("Warmup"))
			.flatExtracting(Panel::expressions)
			.noneMatch((expression) -> counter.matcher(expression.text()).find());
	}

	@Test
	void trendsHaveATimeRangeOfTheirOwn() {
		assertThat(this.dashboard.row("Long-term").panels())
			.allSatisfy((panel) -> assertThat(panel.json().path("timeFrom").asString("")).isEqualTo("7d"));
	}

}
