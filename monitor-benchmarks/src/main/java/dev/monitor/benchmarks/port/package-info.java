/**
 * What who asks the monitor port learns while the app is busy, and what a crowd that asks
 * it costs the app.
 */
@NullMarked
package dev.monitor.benchmarks.port;

import org.jspecify.annotations.NullMarked;
