/**
 * Keeps the number of series of a meter bounded.
 */
@NullMarked
package dev.monitor.meter.cardinality;

import org.jspecify.annotations.NullMarked;
