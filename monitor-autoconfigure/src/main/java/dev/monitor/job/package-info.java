/**
 * Jobs: what runs in the background, what waits, and what failed for good, whatever runs
 * it. JDK only.
 */
@NullMarked
package dev.monitor.job;

import org.jspecify.annotations.NullMarked;
