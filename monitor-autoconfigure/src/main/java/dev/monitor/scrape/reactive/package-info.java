/**
 * Answers requests for metrics that come through a reactive server.
 */
@NullMarked
package dev.monitor.scrape.reactive;

import org.jspecify.annotations.NullMarked;
