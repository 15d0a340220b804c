/**
 * The app that is probed.
 */
@NullMarked
package dev.monitor.benchmarks.health.server;

import org.jspecify.annotations.NullMarked;
