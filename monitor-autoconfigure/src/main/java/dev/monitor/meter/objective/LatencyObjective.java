package dev.monitor.meter.objective;

import java.time.Duration;

/**
 * How fast requests are to be answered.
 *
 * @param threshold the longest time of a fast answer
 * @param share the share of requests that are to be that fast, above 0 and below 1
 */
public record LatencyObjective(Duration threshold, double share) {

}
