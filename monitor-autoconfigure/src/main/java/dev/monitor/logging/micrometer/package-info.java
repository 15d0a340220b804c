/**
 * Micrometer's meters as numbers of metric lines.
 */
@NullMarked
package dev.monitor.logging.micrometer;

import org.jspecify.annotations.NullMarked;
