package dev.monitor.port.performance;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.monitor.port.Arguments;
import dev.monitor.port.MonitorCommand;
import dev.monitor.status.StatusRow;
import org.jspecify.annotations.Nullable;

/**
 * What the arguments {@code [db] [seconds]} choose.
 *
 * @param name name of the data source, {@value #PRIMARY} for the primary one
 * @param interval how far to look back
 */
record DatabaseChoice(String name, Duration interval) {

	static final String ARGUMENTS = "[db] [seconds]";

	static final String SECTION = "db";

	private static final String PRIMARY = "-";

	private static final String DEFAULT_SECONDS = "300";

	private static final int MAX_SECONDS = 3600;

	private static final Pattern SECONDS = Pattern.compile("[0-9]{1,4}");

	static DatabaseChoice of(MonitorCommand command, List<String> arguments) {
		Arguments.expectAtMost(2, command, arguments);
		return new DatabaseChoice(arguments.isEmpty() ? PRIMARY : arguments.get(0),
				interval((arguments.size() > 1) ? arguments.get(1) : DEFAULT_SECONDS));
	}

	private static Duration interval(String text) {
		int seconds = SECONDS.matcher(text).matches() ? Integer.parseInt(text) : 0;
		if (seconds < 1 || seconds > MAX_SECONDS) {
			throw new IllegalArgumentException(
					"seconds must be a whole number from 1 to " + MAX_SECONDS + ", not '" + text + "'");
		}
		return Duration.ofSeconds(seconds);
	}

	/**
	 * Choose a row.
	 * @return the row, {@code null} if the primary one is wanted and there is none
	 * @throws IllegalArgumentException if there is none of that name
	 */
	@Nullable StatusRow of(List<StatusRow> rows) {
		if (this.name.equals(PRIMARY)) {
			return rows.isEmpty() ? null : rows.get(0);
		}
		return rows.stream()
			.filter((row) -> row.name().equals(this.name))
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException(
					"There is no data source '" + this.name + "'. There are: " + names(rows)));
	}

	private static String names(List<StatusRow> rows) {
		return rows.isEmpty() ? "none" : rows.stream().map(StatusRow::name).collect(Collectors.joining(", "));
	}

}
