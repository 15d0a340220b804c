/**
 * Deliveries to somebody outside: how attempts end, what finally did not arrive and why,
 * and which hosts do not take any.
 */
@NullMarked
package dev.monitor.delivery;

import org.jspecify.annotations.NullMarked;
