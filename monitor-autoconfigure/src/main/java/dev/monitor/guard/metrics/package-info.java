/**
 * Meters of guards.
 */
@NullMarked
package dev.monitor.guard.metrics;

import org.jspecify.annotations.NullMarked;
