package dev.monitor.port.performance;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.monitor.http.JsonObject;
import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Prints the numbers of all sections as JSON in one line, under the names that
 * {@code ftw.monitor} gives them. Of the section {@code db} it is the row of one data
 * source. A section without numbers, and one that fails, is left out.
 */
final class PerfMetricsCommand implements MonitorCommand {

	private static final Logger logger = LoggerFactory.getLogger(PerfMetricsCommand.class);

	private static final List<String> FIRST = List.of("instance", "cache", DatabaseChoice.SECTION, "memory", "http",
			"concurrency");

	private final StatusSources sources;

	PerfMetricsCommand(StatusSources sources) {
		this.sources = sources;
	}

	@Override
	public String name() {
		return "perf_metrics";
	}

	@Override
	public String summary() {
		return "Prints numbers about instance, caches, database, memory and requests as JSON in one line";
	}

	@Override
	public String arguments() {
		return DatabaseChoice.ARGUMENTS;
	}

	@Override
	public String details() {
		return """
				db is the name of a data source, - the primary one. seconds is how far db looks
				back: 1 to 3600, 300 if left out. All other numbers are as of now, or since the
				start. -1 is unknown.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		DatabaseChoice choice = DatabaseChoice.of(this, arguments);
		StatusRow database = choice.of(section(DatabaseChoice.SECTION, choice.interval()).rows());
		JsonObject answer = JsonObject.spaced();
		for (String name : names()) {
			if (!name.equals(DatabaseChoice.SECTION)) {
				add(answer, name, section(name, choice.interval()).numbers());
			}
			else if (database != null) {
				add(answer, name, database.numbers());
			}
		}
		return answer.toString();
	}

	private Set<String> names() {
		Set<String> names = new LinkedHashSet<>(FIRST);
		this.sources.all().stream().map(StatusSource::name).sorted().forEach(names::add);
		return names;
	}

	private StatusSection section(String name, Duration interval) {
		try {
			return Objects.requireNonNull(this.sources.section(name, interval));
		}
		catch (Throwable ex) {
			logger.debug("The source of section '{}' failed", name, ex);
			return StatusSection.EMPTY;
		}
	}

	private static void add(JsonObject answer, String name, Map<String, Number> numbers) {
		JsonObject section = JsonObject.spaced();
		numbers.forEach(section::withNumber);
		if (!section.isEmpty()) {
			answer.withObject(name, section);
		}
	}

}
