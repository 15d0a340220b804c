/**
 * What all benchmarks share.
 */
@NullMarked
package dev.monitor.benchmarks;

import org.jspecify.annotations.NullMarked;
