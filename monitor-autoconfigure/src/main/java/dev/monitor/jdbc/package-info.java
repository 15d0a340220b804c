/**
 * What is seen of JDBC data sources and their statements, for any feature to listen to.
 * JDK only.
 */
@NullMarked
package dev.monitor.jdbc;

import org.jspecify.annotations.NullMarked;
