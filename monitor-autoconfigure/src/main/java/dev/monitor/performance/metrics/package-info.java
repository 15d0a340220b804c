/**
 * Meters of the process that neither Micrometer nor Spring Boot has.
 */
@NullMarked
package dev.monitor.performance.metrics;

import org.jspecify.annotations.NullMarked;
