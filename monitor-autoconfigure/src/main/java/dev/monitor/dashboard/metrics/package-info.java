/**
 * Meters, for the page and about it.
 */
@NullMarked
package dev.monitor.dashboard.metrics;

import org.jspecify.annotations.NullMarked;
