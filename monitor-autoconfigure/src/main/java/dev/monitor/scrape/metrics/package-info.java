/**
 * Meters about scraping itself.
 */
@NullMarked
package dev.monitor.scrape.metrics;

import org.jspecify.annotations.NullMarked;
