/**
 * Auto-configuration of the proxy around data sources.
 */
@NullMarked
package dev.monitor.jdbc.autoconfigure;

import org.jspecify.annotations.NullMarked;
