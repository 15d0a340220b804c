package dev.monitor.ops;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.RealClient;
import dev.monitor.ops.Dashboard.Panel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What every alert keeps to, and the unit tests of the rules.
 */
class AlertTests {

	private static final Pattern LABEL = Pattern.compile("\\$labels\\.(\\w+)");

	@TempDir
	private Path directory;

	private final List<Alert> alerts;

	AlertTests() throws IOException {
		this.alerts = Alert.readAll();
	}

	@Test
	void everyAlertSaysHowSevereItIsWhatItMeansAndWhatToDo() {
		assertThat(this.alerts).hasSizeGreaterThan(20).allSatisfy((alert) -> {
			assertThat(alert.name()).startsWith("Monitor");
			assertThat(alert.severity()).isIn("critical", "warning", "info");
			assertThat(alert.annotations()).containsOnlyKeys("summary", "description", "runbook", "dashboard");
			assertThat(alert.annotation("summary")).contains("{{ $labels.").doesNotEndWith(".");
			assertThat(alert.annotation("description")).matches("Fires when [^{]+\\. Effect: [^{]+\\.");
			assertThat(alert.annotation("runbook")).matches("Check first: [^{]+[.?] Usual causes: [^{]+\\.");
		});
		assertThat(this.alerts).extracting(Alert::name).doesNotHaveDuplicates();
	}

	@Test
	void everyAlertLeadsToAPanelOfTheDetails() throws IOException {
		List<Integer> panels = Dashboard.read("details").panels().stream().map(Panel::id).toList();
		assertThat(this.alerts).allSatisfy((alert) -> {
			Matcher link = Pattern
				.compile("/d/monitor-details\\?viewPanel=(\\d+)(&var-application=\\{\\{ \\$labels.application }}"
						+ "\\{\\{ with \\$labels.environment }}&var-environment=\\{\\{ \\. }}\\{\\{ end }})?"
						+ "(&var-instance=\\{\\{ \\$labels.instance }})?")
				.matcher(alert.annotation("dashboard"));
			assertThat(link.matches()).as(alert.name()).isTrue();
			assertThat(link.group(2) != null || link.group(3) != null).as(alert.name()).isTrue();
			assertThat(panels).contains(Integer.parseInt(link.group(1)));
		});
	}

	@Test
	void panelsThatRunbooksNameExist() throws IOException {
		List<String> known = new ArrayList<>(List.of("A standard output that takes nothing", "When an instance is out",
				"Refused ... requests for metrics within a minute"));
		Dashboard.readAll().forEach((dashboard) -> dashboard.panels().forEach((panel) -> known.add(panel.title())));
		assertThat(this.alerts).allSatisfy(
				(alert) -> assertThat(Pattern.compile("\"([^\"]+)\"").matcher(alert.annotation("runbook")).results())
					.extracting((result) -> result.group(1))
					.isSubsetOf(known));
	}

	@Test
	void labelsInTextsAreThoseThatTheExpressionKeeps() {
		Pattern kept = Pattern.compile("\\bby \\(([^)]*)\\)");
		assertThat(this.alerts).allSatisfy((alert) -> {
			Matcher by = kept.matcher(alert.expression().text());
			if (by.find()) {
				List<String> used = LABEL.matcher(String.join(" ", alert.annotations().values()))
					.results()
					.map((result) -> result.group(1))
					.toList();
				assertThat(List.of(by.group(1).split(", "))).containsAll(used);
			}
		});
	}

	@Test
	void clustersNamespacesEnvironmentsAndRegionsAreNotAddedUp() throws IOException {
		assertThat(expressions()).allSatisfy((expression) -> assertThat(
				expression.text().replace("group_left (application, environment, region)", "group_left ()"))
			.doesNotContainPattern("(?<!\\(cluster, namespace, )\\bapplication\\b|\\((job|instance)\\b")
			.doesNotContainPattern("\\bapplication\\b(?!, environment, region(, job)?\\b)"));
	}

	@Test
	void everyAlertHasASectionOnThePage() throws IOException {
		assertThat(Files.readString(AlertsPage.PATH)).as("made by AlertsPage").isEqualTo(AlertsPage.expected());
	}

	@Test
	void theRulesAreValidAndTheirTestsPass() throws Exception {
		OperatorFiles.writeTo(this.directory);
		assertThat(promtool("check", "rules", "prometheus/rules.yml")).contains("SUCCESS: " + expressions().size());
		assertThat(promtool("test", "rules", "prometheus/rules_test.yml", "prometheus/rules_long_test.yml"))
			.contains("SUCCESS");
		assertThat(promtool("check", "config", "--syntax-only", "prometheus/scrape.yml")).contains("SUCCESS");
	}

	@Test
	void theTestsOfTheRulesSeeEveryAlertFireAndBeSilent() throws IOException {
		String tests = read("prometheus/rules_test.yml") + read("prometheus/rules_long_test.yml");
		assertThat(Pattern.compile("alertname=\"(\\w+)\"").matcher(tests).results().map((result) -> result.group(1)))
			.containsAll(this.alerts.stream().map(Alert::name).toList());
		String well = tests.substring(tests.indexOf("nothing fires while all is well"),
				tests.indexOf("exp_samples: []"));
		List<String> silent = Pattern.compile("series: '(\\w+)").matcher(well).results().map(AlertTests::name).toList();
		Set<String> recorded = Alert.recordings().stream().map(Expression::owner).collect(Collectors.toSet());
		assertThat(expressions()).allSatisfy((expression) -> assertThat(expression.selectors())
			.extracting((selector) -> selector.replaceAll("\\{.*", ""))
			.allMatch((name) -> silent.contains(name) || recorded.contains(name)));
	}

	@Test
	void onlyAnOutageWakesSomebody() {
		assertThat(this.alerts).filteredOn((alert) -> alert.severity().equals("critical"))
			.extracting(Alert::name)
			.containsExactly("MonitorErrorBudgetBurns", "MonitorAllInstancesDown", "MonitorFewInstancesReady",
					"MonitorDeadlock");
	}

	private List<Expression> expressions() throws IOException {
		List<Expression> expressions = new ArrayList<>(Alert.recordings());
		this.alerts.forEach((alert) -> expressions.add(alert.expression()));
		return expressions;
	}

	private static String name(MatchResult result) {
		return result.group(1);
	}

	private static String read(String path) throws IOException {
		return new String(OperatorFiles.read(path), StandardCharsets.UTF_8);
	}

	private String promtool(String... arguments) throws Exception {
		Path output = this.directory.resolve("output");
		ProcessBuilder builder = new ProcessBuilder(RealClient.find("promtool", "prometheus").toString());
		builder.command().addAll(List.of(arguments));
		// A fifth of its time is spent on collections otherwise.
		builder.environment().put("GOGC", "800");
		Process process = builder.directory(this.directory.toFile())
			.redirectErrorStream(true)
			.redirectOutput(output.toFile())
			.start();
		assertThat(process.waitFor(300, TimeUnit.SECONDS)).isTrue();
		assertThat(process.exitValue()).as(Files.readString(output)).isZero();
		return Files.readString(output);
	}

}
