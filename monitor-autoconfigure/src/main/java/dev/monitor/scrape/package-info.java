/**
 * Who may scrape metrics: access rules, tokens and the decision about each request.
 */
@NullMarked
package dev.monitor.scrape;

import org.jspecify.annotations.NullMarked;
