/**
 * The diagnostics of each kind of database, and how they are asked through JDBC.
 */
@NullMarked
package dev.monitor.database.diagnosis.jdbc;

import org.jspecify.annotations.NullMarked;
