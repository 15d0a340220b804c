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
import dev.monitor.property.EarlyProperty;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;

import org.springframework.core.env.Environment;

/**
 * What the properties of metric lines come to.
 */
final class MetricLinesSettings {

	private static final PropertyRange<Integer> LINES = new PropertyRange<>(20, 10_000);

	private final MetricLinesProperties properties;

	private final Environment environment;

	private final HostName host;

	MetricLinesSettings(MetricLinesProperties properties, Environment environment, HostName host) {
		this.properties = properties;
		this.environment = environment;
		this.host = host;
	}

	Duration interval() {
		return PropertyRange.SECOND_TO_HOUR.require("monitor.metric-lines.interval", this.properties.getInterval(),
				"Set it to a duration in that range, such as 20s.");
	}

	/**
	 * Half of a line is for the numbers, the rest for the keys that every line has and
	 * for constant pairs.
	 */
	MetricLimits limits() {
		int lines = LINES.require("monitor.metric-lines.max-lines", this.properties.getMaxLines(),
				"Set it to a number of lines in that range.");
		int bytes = EarlyProperty.read(this.environment, LineLimit.PROPERTY, Integer.class, LineLimit.DEFAULT);
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
