/**
 * What probes learn, and what it costs, with Monitor and with Boot alone.
 */
@NullMarked
package dev.monitor.benchmarks.health;

import org.jspecify.annotations.NullMarked;
