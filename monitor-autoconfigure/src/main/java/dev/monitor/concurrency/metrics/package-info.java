/**
 * Meters of the concurrency limit.
 */
@NullMarked
package dev.monitor.concurrency.metrics;

import org.jspecify.annotations.NullMarked;
