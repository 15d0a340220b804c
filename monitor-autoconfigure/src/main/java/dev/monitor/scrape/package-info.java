/**
 * Scraping: what guards the metrics, and how scrapes share a rendering.
 */
@NullMarked
package dev.monitor.scrape;

import org.jspecify.annotations.NullMarked;
