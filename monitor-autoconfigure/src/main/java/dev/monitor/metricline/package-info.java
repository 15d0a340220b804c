/**
 * Numbers as log events, for platforms whose only way out is the log. JDK and SLF4J only.
 */
@NullMarked
package dev.monitor.metricline;

import org.jspecify.annotations.NullMarked;
