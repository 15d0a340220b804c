/**
 * The proxy around data sources that tells listeners what passes through.
 */
@NullMarked
package dev.monitor.sql.jdbc;

import org.jspecify.annotations.NullMarked;
