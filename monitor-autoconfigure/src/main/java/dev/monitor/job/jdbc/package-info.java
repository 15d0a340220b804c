/**
 * Stores of jobs in databases. JDK only.
 */
@NullMarked
package dev.monitor.job.jdbc;

import org.jspecify.annotations.NullMarked;
