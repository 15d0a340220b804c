/**
 * Histograms of durations.
 */
@NullMarked
package dev.monitor.meter.histogram;

import org.jspecify.annotations.NullMarked;
