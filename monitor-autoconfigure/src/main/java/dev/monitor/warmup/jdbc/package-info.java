/**
 * Warmup of connection pools.
 */
@NullMarked
package dev.monitor.warmup.jdbc;

import org.jspecify.annotations.NullMarked;
