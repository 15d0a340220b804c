/**
 * Auto-configuration of scraping.
 */
@NullMarked
package dev.monitor.scrape.autoconfigure;

import org.jspecify.annotations.NullMarked;
