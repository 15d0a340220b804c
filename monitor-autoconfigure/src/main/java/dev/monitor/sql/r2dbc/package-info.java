/**
 * The proxy around connection factories of R2DBC that tells listeners what passes
 * through.
 */
@NullMarked
package dev.monitor.sql.r2dbc;

import org.jspecify.annotations.NullMarked;
