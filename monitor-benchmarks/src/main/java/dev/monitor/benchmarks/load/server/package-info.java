/**
 * The app that is measured, in a JVM of its own.
 */
@NullMarked
package dev.monitor.benchmarks.load.server;

import org.jspecify.annotations.NullMarked;
