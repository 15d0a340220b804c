/**
 * Asks the guard about each request for metrics that comes through a servlet container.
 */
@NullMarked
package dev.monitor.scrape.servlet;

import org.jspecify.annotations.NullMarked;
