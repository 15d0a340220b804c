/**
 * The app that is scraped.
 */
@NullMarked
package dev.monitor.benchmarks.metrics.server;

import org.jspecify.annotations.NullMarked;
