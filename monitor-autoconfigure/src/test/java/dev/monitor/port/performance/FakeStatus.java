package dev.monitor.port.performance;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

import dev.monitor.status.StatusRow;
import dev.monitor.status.StatusSection;
import dev.monitor.status.StatusSource;
import dev.monitor.status.StatusSources;

/**
 * A section that is given.
 *
 * @param name its name
 * @param over gives it for an interval
 */
record FakeStatus(String name, Function<Duration, StatusSection> over) implements StatusSource {

	static FakeStatus of(String name, Object... numbersByName) {
		StatusSection section = StatusSection.EMPTY;
		for (int i = 0; i < numbersByName.length; i += 2) {
			section = section.with((String) numbersByName[i], (Number) numbersByName[i + 1]);
		}
		StatusSection given = section;
		return new FakeStatus(name, (interval) -> given);
	}

	/**
	 * The section {@code db}, with the seconds of the interval as loads.
	 */
	static FakeStatus db(String... dataSources) {
		return new FakeStatus("db",
				(interval) -> StatusSection.EMPTY.with("interval_in_seconds", interval.toSeconds())
					.with("open_connections", 4)
					.with(Arrays.stream(dataSources)
						.map((dataSource) -> StatusRow.of(dataSource)
							.with("loads", interval.toSeconds())
							.with("stores", 2L)
							.with("connections", 3L)
							.with("total_objs", (long) dataSource.length()))
						.toList()));
	}

	static FakeStatus rows(String name, StatusRow... rows) {
		return new FakeStatus(name, (interval) -> new StatusSection(Map.of(), List.of(rows)));
	}

	static StatusSources sources(StatusSource... sources) {
		return new StatusSources(List.of(sources));
	}

	@Override
	public StatusSection section() {
		return section(Duration.ofMinutes(5));
	}

	@Override
	public StatusSection section(Duration interval) {
		return this.over.apply(interval);
	}

}
