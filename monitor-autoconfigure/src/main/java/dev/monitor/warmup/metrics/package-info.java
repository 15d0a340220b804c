/**
 * Warmup as meters, and warmup's own requests out of the others.
 */
@NullMarked
package dev.monitor.warmup.metrics;

import org.jspecify.annotations.NullMarked;
