/**
 * What a refresh of the dashboard costs, and what the dashboard costs when nobody looks.
 */
@NullMarked
package dev.monitor.benchmarks.dashboard;

import org.jspecify.annotations.NullMarked;
