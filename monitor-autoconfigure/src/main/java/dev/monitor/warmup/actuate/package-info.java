/**
 * Warmup's progress as an actuator endpoint.
 */
@NullMarked
package dev.monitor.warmup.actuate;

import org.jspecify.annotations.NullMarked;
