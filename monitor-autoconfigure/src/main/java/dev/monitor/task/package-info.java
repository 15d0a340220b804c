/**
 * Work that is done again and again. JDK only.
 */
@NullMarked
package dev.monitor.task;

import org.jspecify.annotations.NullMarked;
