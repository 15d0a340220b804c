/**
 * Scraping where Spring Security guards the application.
 */
@NullMarked
package dev.monitor.scrape.security;

import org.jspecify.annotations.NullMarked;
