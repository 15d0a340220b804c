/**
 * What it costs to observe jobs, and to ask systems that keep many.
 */
@NullMarked
package dev.monitor.benchmarks.job;

import org.jspecify.annotations.NullMarked;
