/**
 * Auto-configuration of the proxies around data sources and connection factories.
 */
@NullMarked
package dev.monitor.sql.autoconfigure;

import org.jspecify.annotations.NullMarked;
