/**
 * Compares the start of an app with Monitor and without.
 */
@NullMarked
package dev.monitor.benchmarks.start;

import org.jspecify.annotations.NullMarked;
