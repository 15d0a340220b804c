package dev.monitor.port.performance;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSources;

/**
 * Prints what the application did with a database: loads, stores, connections borrowed
 * and, as of the last sample, the number of its objects. -1 is unknown.
 */
final class DbInfoCommand implements MonitorCommand {

	private final StatusSources sources;

	DbInfoCommand(StatusSources sources) {
		this.sources = sources;
	}

	@Override
	public String name() {
		return "dbinfo";
	}

	@Override
	public String summary() {
		return "Prints loads, stores, connections borrowed and objects of a database";
	}

	@Override
	public String arguments() {
		return DatabaseChoice.ARGUMENTS;
	}

	@Override
	public String details() {
		return """
				db is the name of a data source, - the primary one. seconds is how far to look
				back: 1 to 3600, 300 if left out. -1 is unknown.
				""";
	}

	@Override
	public String run(List<String> arguments) {
		DatabaseChoice choice = DatabaseChoice.of(this, arguments);
		StatusRow database = choice.of(this.sources.section(DatabaseChoice.SECTION, choice.interval()).rows());
		if (database == null) {
			throw new IllegalArgumentException("There is no data source");
		}
		return Stream.of("loads", "stores", "connections", "total_objs")
			.map((number) -> database.numbers().getOrDefault(number, -1).toString())
			.collect(Collectors.joining(" "));
	}

}
