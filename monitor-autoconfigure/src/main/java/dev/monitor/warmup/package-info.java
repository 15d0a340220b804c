/**
 * Warmup: tasks that run before an instance takes traffic, and the gate they hold closed.
 */
@NullMarked
package dev.monitor.warmup;

import org.jspecify.annotations.NullMarked;
