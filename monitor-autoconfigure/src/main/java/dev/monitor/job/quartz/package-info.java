/**
 * Jobs of Quartz.
 */
@NullMarked
package dev.monitor.job.quartz;

import org.jspecify.annotations.NullMarked;
