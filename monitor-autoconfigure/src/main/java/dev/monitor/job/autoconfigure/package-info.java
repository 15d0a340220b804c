/**
 * Auto-configuration of jobs.
 */
@NullMarked
package dev.monitor.job.autoconfigure;

import org.jspecify.annotations.NullMarked;
