/**
 * Meters of databases and their statements.
 */
@NullMarked
package dev.monitor.database.metrics;

import org.jspecify.annotations.NullMarked;
