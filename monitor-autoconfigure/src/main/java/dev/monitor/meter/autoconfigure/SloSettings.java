package dev.monitor.meter.autoconfigure;

import java.math.BigDecimal;
import java.time.Duration;

import dev.monitor.meter.objective.LatencyObjective;
import dev.monitor.property.InvalidPropertyException;
import dev.monitor.property.PropertyRange;
import org.jspecify.annotations.Nullable;

/**
 * What the properties of objectives come to.
 *
 * @param availability the share of requests that are to be answered
 * @param latency how fast, {@code null} if nobody has said
 */
record SloSettings(double availability, @Nullable LatencyObjective latency) {

	private static final String PREFIX = "monitor.slo.";

	private static final PropertyRange<Duration> THRESHOLDS = new PropertyRange<>(Duration.ofMillis(1),
			Duration.ofHours(1));

	static SloSettings from(SloProperties properties) {
		double percentage = properties.getLatency().getPercentage();
		double share = share("latency.percentage", percentage);
		Duration threshold = properties.getLatency().getThreshold();
		if (threshold != null) {
			THRESHOLDS.require(PREFIX + "latency.threshold", threshold,
					"Set it to the longest time of an answer that is fast enough, such as 500ms.");
		}
		return new SloSettings(share("availability", properties.getAvailability()),
				(threshold != null) ? new LatencyObjective(threshold, share) : null);
	}

	private static double share(String property, double percentage) {
		if (!(percentage > 1 && percentage < 100)) {
			throw new InvalidPropertyException(PREFIX + property, percentage, "is not above 1 and below 100",
					"Set it to a percentage such as 99.9, not to a share such as 0.999. With 100 there would be no budget "
							+ "for errors.");
		}
		return BigDecimal.valueOf(percentage).movePointLeft(2).doubleValue();
	}

}
