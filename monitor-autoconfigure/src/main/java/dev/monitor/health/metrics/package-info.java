/**
 * Gates as gauges.
 */
@NullMarked
package dev.monitor.health.metrics;

import org.jspecify.annotations.NullMarked;
