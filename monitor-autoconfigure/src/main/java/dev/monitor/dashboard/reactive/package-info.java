/**
 * The page on a port of a reactive server.
 */
@NullMarked
package dev.monitor.dashboard.reactive;

import org.jspecify.annotations.NullMarked;
