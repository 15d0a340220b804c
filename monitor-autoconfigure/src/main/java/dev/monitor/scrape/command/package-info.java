/**
 * Makes tokens on the command line.
 */
@NullMarked
package dev.monitor.scrape.command;

import org.jspecify.annotations.NullMarked;
