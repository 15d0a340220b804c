/**
 * Jobs of db-scheduler.
 */
@NullMarked
package dev.monitor.job.dbscheduler;

import org.jspecify.annotations.NullMarked;
