/**
 * The command that prints the values of meters.
 */
@NullMarked
package dev.monitor.port.metrics;

import org.jspecify.annotations.NullMarked;
