/**
 * One log event for every database statement that takes long.
 */
@NullMarked
package dev.monitor.database.event;

import org.jspecify.annotations.NullMarked;
