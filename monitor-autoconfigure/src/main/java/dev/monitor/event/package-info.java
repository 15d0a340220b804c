/**
 * The shared room of log events: their kinds, keys and pairs, and what must not get into
 * them. JDK and SLF4J only.
 */
@NullMarked
package dev.monitor.event;

import org.jspecify.annotations.NullMarked;
