package dev.monitor.ops;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the first screen keeps to, beside what all dashboards do.
 */
class NowDashboardTests {

	private final Dashboard now = Dashboard.read("now");

	NowDashboardTests() throws IOException {
	}

	/**
	 * The last value of a range is that of before the outage.
	 */
	@Test
	void theNumbersOfTheFirstScreenAreOfThisMoment() {
		assertThat(this.now.panels()).filteredOn((panel) -> panel.type().matches("stat|table"))
			.hasSizeGreaterThan(7)
			.allSatisfy((panel) -> assertThat(panel.json().get("targets"))
				.allSatisfy((target) -> assertThat(target.path("instant").asBoolean()).as(panel.title()).isTrue()));
	}

	/**
	 * By name, info would come before warning.
	 */
	@Test
	void criticalAlertsComeFirstAndInfoLast() {
		JsonNode firing = this.now.panel("Firing now").json();
		assertThat(firing.get("options").get("sortBy").get(0).get("displayName").asString()).isEqualTo("severity");
		String expression = this.now.panel("Firing now").expressions().get(0).text();
		List.of("1,critical", "2,warning", "3,info").forEach((mapped) -> {
			String[] parts = mapped.split(",", -1);
			assertThat(expression).contains("\"severity\", \"" + parts[0] + "\", \"severity\", \"" + parts[1] + '"');
			assertThat(firing.findValues("options"))
				.extracting((options) -> options.path(parts[0]).path("text").asString(""))
				.contains(parts[1]);
		});
	}

	/**
	 * Some targets have no application.
	 */
	@Test
	void alertsWithoutAnApplicationAreShown() {
		assertThat(this.now.panel("Firing now").expressions().get(0).selectors())
			.allSatisfy((selector) -> assertThat(selector).contains("application=~\"$application|\"",
					"environment=~\"$environment|\""));
	}

}
