/**
 * What Micrometer is told of log lines.
 */
@NullMarked
package dev.monitor.logging.metrics;

import org.jspecify.annotations.NullMarked;
