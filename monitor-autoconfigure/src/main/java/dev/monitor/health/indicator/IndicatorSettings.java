package dev.monitor.health.indicator;

import dev.monitor.check.CheckSchedule;

/**
 * How one health indicator is checked.
 *
 * @param exclude whether it is not, so that each reader runs it
 * @param required whether its failure shows as what it is; {@code false}: as degraded
 * @param schedule when it is checked; a single result changes what is shown
 */
public record IndicatorSettings(boolean exclude, boolean required, CheckSchedule schedule) {

}
