/**
 * A tiny HTTP server for probes, independent of the application's own.
 */
@NullMarked
package dev.monitor.health.listener;

import org.jspecify.annotations.NullMarked;
