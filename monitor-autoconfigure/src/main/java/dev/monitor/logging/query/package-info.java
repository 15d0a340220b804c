/**
 * One log event for every database statement that takes long.
 */
@NullMarked
package dev.monitor.logging.query;

import org.jspecify.annotations.NullMarked;
