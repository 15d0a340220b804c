/**
 * Auto-configuration of the proxy around data sources.
 */
@NullMarked
package dev.monitor.sql.autoconfigure;

import org.jspecify.annotations.NullMarked;
