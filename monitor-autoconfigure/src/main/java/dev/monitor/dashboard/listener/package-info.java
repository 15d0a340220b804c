/**
 * The page on a listener of its own.
 */
@NullMarked
package dev.monitor.dashboard.listener;

import org.jspecify.annotations.NullMarked;
