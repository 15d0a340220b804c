/**
 * Calls of HTTP services that are deliveries.
 */
@NullMarked
package dev.monitor.delivery.restclient;

import org.jspecify.annotations.NullMarked;
