/**
 * Jobs as meters.
 */
@NullMarked
package dev.monitor.job.metrics;

import org.jspecify.annotations.NullMarked;
