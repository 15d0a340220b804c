/**
 * Log events as lines: one event, one line, as key=value pairs or as JSON with the same
 * keys and values. JDK and SLF4J only.
 */
@NullMarked
package dev.monitor.logging;

import org.jspecify.annotations.NullMarked;
