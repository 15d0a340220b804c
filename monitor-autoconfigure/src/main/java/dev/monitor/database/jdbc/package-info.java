/**
 * Samples of databases, read through JDBC.
 */
@NullMarked
package dev.monitor.database.jdbc;

import org.jspecify.annotations.NullMarked;
