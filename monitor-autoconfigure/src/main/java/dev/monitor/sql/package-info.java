/**
 * What is seen of statements and connections, however they reach a database, for any
 * feature to listen to. JDK only: what is particular to JDBC or R2DBC stands in the
 * packages below.
 */
@NullMarked
package dev.monitor.sql;

import org.jspecify.annotations.NullMarked;
