/**
 * What drivers of R2DBC tell of failures.
 */
@NullMarked
package dev.monitor.database.r2dbc;

import org.jspecify.annotations.NullMarked;
