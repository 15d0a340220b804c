package dev.monitor.ops;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/**
 * The page {@code docs/operate/alerts.md}: a head, and behind it a section for each
 * alert, made from the rules. Not among the tests; to make the sections again:
 * {@code ./mvnw -pl monitor-autoconfigure test -Dtest=AlertsPage}.
 */
class AlertsPage {

	static final Path PATH = Path.of("../docs/operate/alerts.md");

	private static final Map<String, String> HEADINGS = Map.of("monitor-objectives", "Objectives",
			"monitor-availability", "Availability", "monitor-requests", "Requests", "monitor-database", "Database",
			"monitor-process", "JVM and process", "monitor-jobs", "Jobs and deliveries", "monitor-scraping",
			"Scraping");

	private static final String FIRST_SECTION = "## Objectives\n";

	private static final String NEXT_STEPS = """
			## Next steps

			- [Troubleshooting](troubleshooting.md) starts from the text that you see.
			- [Grafana](grafana.md) shows the dashboards, and how an outage looks on them.
			- [Reading the numbers](reading-the-numbers.md) says what a metric tells and what it does not tell.
			""";

	private static final Pattern PROPERTY = Pattern
		.compile("\\b(?:monitor|management|spring)\\.[\\w.*-]*\\w(?:=\\w+)?");

	private static final Pattern COMMAND = Pattern
		.compile("jcmd PID [\\w.]+(?: FILE)?|ls -l /proc/PID/fd|du -x|-XX:\\w+=\\w+|curl [\\w:/]+|GRANT \\w+|ev=\\w+");

	private static final Pattern OTHER = Pattern.compile("\\bMonitor[A-Z]\\w+");

	/**
	 * Return the page as it should be.
	 */
	static String expected() throws IOException {
		String page = Files.readString(PATH);
		int end = page.indexOf(FIRST_SECTION);
		StringBuilder text = new StringBuilder((end < 0) ? page : page.substring(0, end));
		String group = "";
		for (Alert alert : Alert.readAll()) {
			if (!alert.group().equals(group)) {
				group = alert.group();
				text.append("## ").append(HEADINGS.get(group)).append("\n\n");
			}
			section(alert).forEach((line) -> text.append(line).append('\n'));
		}
		return text + NEXT_STEPS;
	}

	private static List<String> section(Alert alert) {
		String[] description = alert.annotation("description").split(" Effect: ", -1);
		String[] runbook = alert.annotation("runbook").split(" Usual causes: ", -1);
		return List.of("### " + alert.name(), "", '*' + alert.severity() + "* " + markdown(description[0]), "",
				"- **Effect:** " + markdown(description[1]),
				"- **Check first:** " + markdown(runbook[0].replace("Check first: ", "")),
				"- **Usual causes:** " + markdown(runbook[1]), "");
	}

	private static String markdown(String text) {
		String code = COMMAND.matcher(PROPERTY.matcher(text).replaceAll("`$0`")).replaceAll("`$0`");
		return OTHER.matcher(code)
			.replaceAll((name) -> "[" + name.group() + "](#" + name.group().toLowerCase(Locale.ROOT) + ")");
	}

	@Test
	void write() throws IOException {
		Files.writeString(PATH, expected());
	}

}
