/**
 * Warmup of connection factories of R2DBC.
 */
@NullMarked
package dev.monitor.warmup.r2dbc;

import org.jspecify.annotations.NullMarked;
