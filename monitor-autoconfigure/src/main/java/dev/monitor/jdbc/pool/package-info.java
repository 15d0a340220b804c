/**
 * What connection pools tell about themselves.
 */
@NullMarked
package dev.monitor.jdbc.pool;

import org.jspecify.annotations.NullMarked;
