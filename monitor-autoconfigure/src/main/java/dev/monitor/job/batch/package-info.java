/**
 * Jobs of Spring Batch.
 */
@NullMarked
package dev.monitor.job.batch;

import org.jspecify.annotations.NullMarked;
