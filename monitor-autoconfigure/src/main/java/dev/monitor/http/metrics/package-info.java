/**
 * Meters of the requests in flight.
 */
@NullMarked
package dev.monitor.http.metrics;

import org.jspecify.annotations.NullMarked;
