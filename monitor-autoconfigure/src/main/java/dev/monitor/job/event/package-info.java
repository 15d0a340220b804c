/**
 * One log event for each run of a job that did not go well.
 */
@NullMarked
package dev.monitor.job.event;

import org.jspecify.annotations.NullMarked;
