/**
 * Jobs of JobRunr.
 */
@NullMarked
package dev.monitor.job.jobrunr;

import org.jspecify.annotations.NullMarked;
