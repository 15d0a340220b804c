package dev.monitor.metricline.autoconfigure;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import dev.monitor.event.LineLimit;
import dev.monitor.identity.Identity;
import dev.monitor.metricline.MetricLimits;
import dev.monitor.metricline.MetricNames;
import dev.monitor.property.InvalidPropertyException;

import org.springframework.core.env.Environment;

/**
 * What the properties of metric lines come to.
 */
final class MetricLinesSettings {

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private static final Duration LONGEST = Duration.ofHours(1);

	private static final int FEWEST_LINES = 20;

	private static final int MOST_LINES = 10_000;

	private final MetricLinesProperties properties;

	private final Environment environment;

	private final HostName host;

	MetricLinesSettings(MetricLinesProperties properties, Environment environment, HostName host) {
		this.properties = properties;
		this.environment = environment;
		this.host = host;
	}

	Duration interval() {
		Duration interval = this.properties.getInterval();
		if (interval.compareTo(SHORTEST) < 0 || interval.compareTo(LONGEST) > 0) {
			throw new InvalidPropertyException("monitor.metric-lines.interval", interval, "is not between 1s and 1h",
					"Set it to a duration in that range, such as 20s.");
		}
		return interval;
	}

	/**
	 * Half of a line is for the numbers, the rest for the keys that every line has and
	 * for constant pairs.
	 */
	MetricLimits limits() {
		int lines = this.properties.getMaxLines();
		if (lines < FEWEST_LINES || lines > MOST_LINES) {
			throw new InvalidPropertyException("monitor.metric-lines.max-lines", lines,
					"is not between " + FEWEST_LINES + " and " + MOST_LINES,
					"Set it to a number of lines in that range.");
		}
		int bytes = this.environment.getProperty(LineLimit.PROPERTY, Integer.class, LineLimit.DEFAULT);
		return new MetricLimits(lines, bytes / 2);
	}

	MetricNames names() {
		Identity identity = Identity.from(this.environment);
		Map<String, String> values = Map.of("region",
				Objects.requireNonNullElse(this.properties.getRegion(), identity.region()), "environment",
				Objects.requireNonNullElse(this.properties.getEnvironment(), identity.environment()), "application",
				identity.application(), "label", this.properties.getLabel(), "host", this.host.value());
		try {
			return new MetricNames(this.properties.getName(), values);
		}
		catch (IllegalArgumentException ex) {
			throw new InvalidPropertyException("monitor.metric-lines.name", this.properties.getName(),
					String.valueOf(ex.getMessage()),
					"Use {region}, {environment}, {application}, {label} and {host} as you like, and {metric} once.");
		}
	}

	Predicate<String> included() {
		List<MeterPattern> patterns = this.properties.getInclude().stream().map(MetricLinesSettings::pattern).toList();
		return (name) -> patterns.stream().anyMatch((pattern) -> pattern.matches(name));
	}

	private static MeterPattern pattern(String text) {
		if (text.isBlank()) {
			throw new InvalidPropertyException("monitor.metric-lines.include", null, "has an empty pattern",
					"Write names of meters such as http.server.requests, or patterns such as monitor.*");
		}
		return new MeterPattern(text.strip());
	}

}
