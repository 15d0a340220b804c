/**
 * Compares scrapes of an app with Monitor and with Boot alone.
 */
@NullMarked
package dev.monitor.benchmarks.metrics;

import org.jspecify.annotations.NullMarked;
