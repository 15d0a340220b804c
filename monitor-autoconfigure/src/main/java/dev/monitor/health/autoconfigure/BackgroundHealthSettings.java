package dev.monitor.health.autoconfigure;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

import dev.monitor.check.autoconfigure.CheckSchedules;
import dev.monitor.health.autoconfigure.BackgroundHealthProperties.Indicator;
import dev.monitor.health.indicator.IndicatorSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Settings of health indicators by their paths: an indicator's own, those of a composite
 * around it, those of all. Names are compared as Spring Boot compares those of
 * properties.
 */
final class BackgroundHealthSettings implements Function<String, IndicatorSettings> {

	private static final String PREFIX = "monitor.health.background";

	private static final Logger logger = LoggerFactory.getLogger(BackgroundHealthSettings.class);

	private final Map<String, IndicatorSettings> own = new HashMap<>();

	private final Set<String> unknown = ConcurrentHashMap.newKeySet();

	private final IndicatorSettings common;

	private volatile boolean asked;

	BackgroundHealthSettings(BackgroundHealthProperties properties) {
		CheckSchedules schedules = new CheckSchedules(PREFIX, properties, null, null,
				IndicatorSettings.DEFAULT_SCHEDULE);
		this.common = new IndicatorSettings(false, true, schedules.defaultSchedule());
		properties.getIndicators().forEach((name, indicator) -> {
			this.own.put(canonical(name), settings(schedules, name, indicator));
			this.unknown.add(name);
		});
	}

	@Override
	public IndicatorSettings apply(String path) {
		this.asked = true;
		for (String name = canonical(path); !name.isEmpty(); name = name.substring(0,
				Math.max(0, name.lastIndexOf('/')))) {
			IndicatorSettings found = this.own.get(name);
			if (found != null) {
				String used = name;
				this.unknown.removeIf((candidate) -> canonical(candidate).equals(used));
				return found;
			}
		}
		return this.common;
	}

	/**
	 * Say which settings are for indicators that nobody has asked for, unless nobody has
	 * asked for any, as when the application is lazy.
	 */
	void warnOfUnknownNames() {
		if (this.asked && !this.unknown.isEmpty()) {
			logger.warn("No health indicator is named as in {}.indicators: {}", PREFIX, new TreeSet<>(this.unknown));
		}
	}

	private static IndicatorSettings settings(CheckSchedules schedules, String name, Indicator own) {
		return new IndicatorSettings(own.isExclude(), own.isRequired(),
				schedules.create(PREFIX + ".indicators." + name, own, null, null));
	}

	private static String canonical(String name) {
		return name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9/]", "");
	}

}
