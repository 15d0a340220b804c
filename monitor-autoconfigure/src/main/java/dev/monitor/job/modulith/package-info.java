/**
 * Event publications of Spring Modulith, as jobs.
 */
@NullMarked
package dev.monitor.job.modulith;

import org.jspecify.annotations.NullMarked;
