/**
 * Keeps a meter that Prometheus cannot be told of from ending every scrape.
 */
@NullMarked
package dev.monitor.meter.prometheus;

import org.jspecify.annotations.NullMarked;
