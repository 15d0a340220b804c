/**
 * Methods and tasks that Spring runs again and again ({@code @Scheduled}), as jobs.
 */
@NullMarked
package dev.monitor.job.scheduled;

import org.jspecify.annotations.NullMarked;
