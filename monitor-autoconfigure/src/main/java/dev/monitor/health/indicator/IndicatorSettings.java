package dev.monitor.health.indicator;

import java.time.Duration;

import dev.monitor.check.CheckSchedule;

/**
 * How one health indicator is checked.
 *
 * @param exclude whether it is not, so that each reader runs it
 * @param required whether its failure shows as what it is; {@code false}: as degraded
 * @param schedule when it is checked; a single result changes what is shown
 */
public record IndicatorSettings(boolean exclude, boolean required, CheckSchedule schedule) {

	/**
	 * As for dependencies, but a single result counts, and the time one check may take is
	 * that after which Spring Boot calls an indicator slow: one that was well before it
	 * was checked in the background stays so.
	 */
	public static final CheckSchedule DEFAULT_SCHEDULE = new CheckSchedule(CheckSchedule.DEFAULT.interval(),
			CheckSchedule.DEFAULT.downInterval(), Duration.ofSeconds(10), 1, 1);

}
