/**
 * Calls of reactive HTTP services that are deliveries.
 */
@NullMarked
package dev.monitor.delivery.webclient;

import org.jspecify.annotations.NullMarked;
