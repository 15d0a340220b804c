/**
 * The app that is started.
 */
@NullMarked
package dev.monitor.benchmarks.start.server;

import org.jspecify.annotations.NullMarked;
