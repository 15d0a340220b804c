package dev.monitor.metricline;

import org.apiguardian.api.API;
import org.jspecify.annotations.Nullable;

/**
 * Where numbers come from.
 *
 * @param source the place in a fleet, the same after a restart, such as {@code web.1}
 * @param instance what holds that place for now, such as a host name; {@code null} if
 * unknown. It is no part of a name, or every restart would begin new series
 */
@API(status = API.Status.MAINTAINED, since = "0.1.0")
public record MetricSource(String source, @Nullable String instance) {

	/**
	 * Create the source. What is no ASCII letter or digit, nor one of {@code _.:-},
	 * becomes {@code _}.
	 * @param source the place
	 * @param instance what holds it; {@code null} if unknown
	 */
	public MetricSource {
		source = clean(source);
		instance = (instance != null) ? clean(instance) : null;
	}

	private static String clean(String text) {
		return text.replaceAll("[^A-Za-z0-9_.:-]", "_");
	}

}
