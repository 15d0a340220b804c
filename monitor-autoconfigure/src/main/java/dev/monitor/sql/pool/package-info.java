/**
 * What connection pools tell about themselves.
 */
@NullMarked
package dev.monitor.sql.pool;

import org.jspecify.annotations.NullMarked;
