/**
 * Concurrency limit as an actuator endpoint.
 */
@NullMarked
package dev.monitor.concurrency.actuate;

import org.jspecify.annotations.NullMarked;
