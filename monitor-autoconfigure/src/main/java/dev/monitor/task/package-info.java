/**
 * Work that is done again and again, and work that may hang. JDK only.
 */
@NullMarked
package dev.monitor.task;

import org.jspecify.annotations.NullMarked;
