/**
 * One log event for every request that the web server answers.
 */
@NullMarked
package dev.monitor.access;

import org.jspecify.annotations.NullMarked;
