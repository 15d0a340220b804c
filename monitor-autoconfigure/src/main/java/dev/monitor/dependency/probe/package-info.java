/**
 * Probes that come with Monitor: an HTTP exchange and a TCP connect.
 */
@NullMarked
package dev.monitor.dependency.probe;

import org.jspecify.annotations.NullMarked;
