/**
 * Serves metrics on a listener of their own.
 */
@NullMarked
package dev.monitor.scrape.listener;

import org.jspecify.annotations.NullMarked;
