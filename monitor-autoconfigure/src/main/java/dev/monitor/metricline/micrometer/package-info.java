/**
 * Micrometer's meters as numbers of metric lines.
 */
@NullMarked
package dev.monitor.metricline.micrometer;

import org.jspecify.annotations.NullMarked;
