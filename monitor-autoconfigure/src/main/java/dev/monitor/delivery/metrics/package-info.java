/**
 * Deliveries as meters.
 */
@NullMarked
package dev.monitor.delivery.metrics;

import org.jspecify.annotations.NullMarked;
