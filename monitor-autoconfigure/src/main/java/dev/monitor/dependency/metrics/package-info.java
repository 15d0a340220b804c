/**
 * Dependencies as meters.
 */
@NullMarked
package dev.monitor.dependency.metrics;

import org.jspecify.annotations.NullMarked;
